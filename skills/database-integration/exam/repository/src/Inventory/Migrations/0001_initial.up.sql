create table suppliers (
  id integer primary key,
  name text not null
);

insert into suppliers (id, name) values (1, 'Acme'), (2, 'Globex');

create table articles (
  id integer primary key autoincrement,
  sku text not null collate nocase unique,
  name text not null,
  supplier_id integer not null references suppliers (id),
  price_cents integer not null
);

create table prices (
  id integer primary key autoincrement,
  article_id integer not null references articles (id) on delete cascade,
  price_cents integer not null,
  valid_from text not null
);
