-- Liquibase's own two tables, as its version 4.33 makes them, and the columns that older versions did not have.
create table if not exists databasechangelog (
  id varchar(255) not null,
  author varchar(255) not null,
  filename varchar(255) not null,
  dateexecuted timestamp not null,
  orderexecuted integer not null,
  exectype varchar(10) not null,
  md5sum varchar(35),
  description varchar(255),
  comments varchar(255),
  tag varchar(255),
  liquibase varchar(20),
  contexts varchar(255),
  labels varchar(255),
  deployment_id varchar(10));
alter table databasechangelog
  add column if not exists description varchar(255),
  add column if not exists comments varchar(255),
  add column if not exists tag varchar(255),
  add column if not exists liquibase varchar(20),
  add column if not exists contexts varchar(255),
  add column if not exists labels varchar(255),
  add column if not exists deployment_id varchar(10);
create table if not exists databasechangeloglock (
  id integer not null primary key,
  locked boolean not null,
  lockgranted timestamp,
  lockedby varchar(255));
insert into databasechangeloglock (id, locked) values (1, false) on conflict do nothing;
