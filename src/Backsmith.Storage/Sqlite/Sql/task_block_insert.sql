insert into task_block (task_id, blocker_id) values (@taskId, @blockerId) on conflict do nothing
