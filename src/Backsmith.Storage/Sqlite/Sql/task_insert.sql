insert into task (execution_id, key, kind, phase, purpose, title, description, rationale, parent_id, depth,
  state, max_attempts, run_at, cancelled_by, payload, error, created_at, finished_at, awaits_answer)
values (@executionId, @key, @kind, @phase, @purpose, @title, @description, @rationale, @parentId, @depth,
  @state, @maxAttempts, @runAt, @cancelledBy, @payload, @error, @createdAt, @finishedAt, @awaitsAnswer)
returning id
