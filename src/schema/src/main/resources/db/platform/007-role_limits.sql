--liquibase formatted sql

--changeset schemata:007-role_limits splitStatements:false
-- A function closes a connection that has not answered for 9 s, and answers its caller after 10: the database gives up
-- before. A call that waits for another one's lock gives its connection to others soon.
alter role schemata_functions set statement_timeout = '8s';
alter role schemata_functions set lock_timeout = '2s';
