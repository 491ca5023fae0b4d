update execution
set state = @state, exit_code = @exitCode, finished_at = @finishedAt
where id = @id and (state = 'Active') = @active
