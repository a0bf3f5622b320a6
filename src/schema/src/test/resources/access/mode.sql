-- A row of Anna's in every table, private to her where a table knows that.
insert into entities (name, created_by, is_private) values ('Acme', :anna, true);
insert into artifacts (title, created_by, is_private) values ('Report', :anna, true);
insert into jobs (kind, created_by) values ('crawl', :anna);
insert into microsites (slug, title, created_by, is_private) values ('of-anna', 'Site', :anna, true);
insert into generation_jobs (microsite_id, created_by) select id, :anna from microsites where slug = 'of-anna';
insert into wiki_pages (slug, title, created_by, is_private) values ('of-anna', 'Page', :anna, true);
