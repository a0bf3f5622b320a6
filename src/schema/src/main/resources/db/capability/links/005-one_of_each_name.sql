--liquibase formatted sql

--changeset schemata:005-one_of_each_name splitStatements:false
-- The functions of these names with a parameter less: the new ones take their calls too, and two would be ambiguous.
drop function if exists cross_link(text, text, text, text, text, uuid, text, text, uuid, text, double precision, text);
drop function if exists linked(text, text, text, text, uuid, text, text, bigint, uuid, integer);
