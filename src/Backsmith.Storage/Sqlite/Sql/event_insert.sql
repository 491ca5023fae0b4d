insert into event (execution_id, task_id, at, name, detail) values (@executionId, @taskId, @at, @name, @detail)
