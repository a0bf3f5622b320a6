-- What is said of a schema into which another was moved, while that can be taken back.
select case phase
    when 'moved' then format('moved from %s; it can be taken back', source_schema)
    when 'taken back' then format('taken back to %s; ''move … --finish'' takes the rest away', source_schema)
    else format('a move from %s is not finished: %s', source_schema, phase)
  end
from schemata.moves
where target_schema = ?
