with recursive needed (id) as (
  select value from json_each(@from)
  union
  select b.blocker_id
  from task_block b
  join needed n on n.id = b.task_id
  join task t on t.id = b.blocker_id and t.state not in ('Completed', 'Cancelled', 'Discarded')
)
select count(*) from needed where id = @id
