select min(case state when 'Available' then @now when 'Running' then lease_until else run_at end)
from task
where execution_id = @executionId and state in ('Available', 'Running', 'Scheduled', 'Retryable')
