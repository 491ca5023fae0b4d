alter table task add column suspended integer not null default 0; -- waits for tasks to end in whatever way
alter table task add column awaits_answer integer not null default 0; -- a question

create table task_step (
  task_id integer not null references task (id),
  number integer not null,
  record text not null, -- digest in the blob store
  model_calls integer not null,
  input_tokens integer not null,
  output_tokens integer not null,
  micro_dollars integer, -- null: the price is not known
  at integer not null,
  primary key (task_id, number)
) strict, without rowid;
