select id, key, phase, state
from task
where execution_id = @executionId and key in (select value from json_each(@keys))
