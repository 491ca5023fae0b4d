select count(*) from task where execution_id = @executionId
