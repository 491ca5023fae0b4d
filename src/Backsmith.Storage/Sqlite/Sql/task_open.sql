select t.id, t.execution_id as executionid, t.key, t.kind, t.phase, t.purpose, t.title, t.description, t.rationale, t.parent_id as parentid, t.depth,
  t.state, t.attempt, t.failures, t.abandoned, t.max_attempts as maxattempts, t.run_at as runat, t.lease_owner as leaseowner, t.lease_until as leaseuntil, t.cancelled_by as cancelledby,
  t.progress, t.payload, t.result, t.error, t.created_at as createdat, t.started_at as startedat, t.finished_at as finishedat,
  t.suspended, t.awaits_answer as awaitsanswer,
  (select group_concat(b.blocker_id) from task_block b where b.task_id = t.id) as blockers
from task t
where t.execution_id = @executionId and t.state not in ('Completed', 'Cancelled', 'Discarded')
order by t.id
