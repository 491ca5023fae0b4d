select sequence, at, task_id as taskid, name, detail
from event
where execution_id = @executionId and sequence > @after
order by sequence
