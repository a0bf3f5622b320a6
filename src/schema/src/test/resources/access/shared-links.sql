-- A row of Anna's in every table; what she linked is private to her.
select set_up_user(:anna, 'Anna');
insert into growth_test.entities (name, created_by, is_private) values ('Acme', :anna, true);
insert into product_test.entities (name, created_by, is_private) values ('Acme', :anna, true);
insert into cross_links (source_mode, source_type, source_id, target_mode, target_type, target_id, link_type, created_by)
select 'growth', 'entity', g.id, 'product', 'entity', p.id, 'cites', :anna
from growth_test.entities g, product_test.entities p where g.created_by = :anna and p.created_by = :anna;
insert into link_requests (function, user_id, key, request) values ('cross-link', :anna, 'key', '{}');
