create table execution (
  id text primary key,
  kind text not null,
  repository_root text not null,
  request text not null,
  state text not null check (state in ('Active', 'Completed', 'Failed', 'Cancelled')),
  exit_code integer,
  created_at integer not null, -- every time is in milliseconds since 1970-01-01 UTC
  finished_at integer
) strict;

create table task (
  id integer primary key autoincrement,
  execution_id text not null references execution (id),
  key text not null,
  kind text not null,
  phase text not null check (phase in ('Investigation', 'Building', 'Validation')),
  purpose text not null,
  title text not null,
  description text not null,
  rationale text not null,
  parent_id integer references task (id),
  depth integer not null,
  state text not null check (state in
    ('Scheduled', 'Pending', 'Available', 'Running', 'Retryable', 'Completed', 'Cancelled', 'Discarded')),
  attempt integer not null default 0,
  failures integer not null default 0,
  abandoned integer not null default 0,
  max_attempts integer not null,
  run_at integer,
  lease_owner text,
  lease_until integer,
  cancelled_by integer, -- the task that will never complete; 0: the end of the execution; null: asked for
  progress text,
  payload text not null,
  result text,
  error text,
  created_at integer not null,
  started_at integer,
  finished_at integer,
  unique (execution_id, key),
  check ((state = 'Running') = (lease_until is not null)),
  check ((state = 'Completed') = (result is not null))
) strict;

create index task_by_state on task (execution_id, state, id);

create table task_block (
  task_id integer not null references task (id),
  blocker_id integer not null references task (id),
  primary key (task_id, blocker_id)
) strict, without rowid;

create index task_block_by_blocker on task_block (blocker_id, task_id);

create table event (
  sequence integer primary key autoincrement,
  execution_id text not null references execution (id),
  task_id integer references task (id),
  at integer not null,
  name text not null,
  detail text not null
) strict;

create index event_by_execution on event (execution_id, sequence);
