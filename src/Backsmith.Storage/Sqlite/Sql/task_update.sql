update task
set state = @state, attempt = @attempt, failures = @failures, abandoned = @abandoned, run_at = @runAt,
  lease_owner = @leaseOwner, lease_until = @leaseUntil, cancelled_by = @cancelledBy, progress = @progress,
  result = @result, error = @error, started_at = @startedAt, finished_at = @finishedAt, suspended = @suspended
where id = @id
