select count(*)
from task_block b
join task t on t.id = b.blocker_id
where b.task_id = @id and t.state not in ('Completed', 'Cancelled', 'Discarded')
