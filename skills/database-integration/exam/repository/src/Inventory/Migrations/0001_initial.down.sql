drop table prices;
drop table articles;
drop table suppliers;
