drop table event;
drop table task_block;
drop table task;
drop table execution;
