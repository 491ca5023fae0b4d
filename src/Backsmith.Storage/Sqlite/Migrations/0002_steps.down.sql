drop table task_step;
alter table task drop column awaits_answer;
alter table task drop column suspended;
