-- The views and tables of this session whose names begin so.
select relname from pg_class where relnamespace = pg_my_temp_schema() and starts_with(relname, ?) order by relname
