update task
set lease_until = @leaseUntil, progress = @progress
where id = @id and state = 'Running' and attempt = @attempt
