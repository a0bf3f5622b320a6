-- The extensions of a schema, and whether they can be moved to another.
select extname, extrelocatable from pg_extension where extnamespace = to_regnamespace(quote_ident(?)) order by extname
