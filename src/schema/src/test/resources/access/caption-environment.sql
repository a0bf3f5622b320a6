-- Anna owns an organisation with a video.
select set_up_user(:anna, 'Anna');
insert into tenants (name, slug) values ('Acme', 'acme');
update user_profiles set tenant_id = (select id from tenants where slug = 'acme'), role = 'owner' where id = :anna;
insert into videos (tenant_id, uploaded_by, title, filename, storage_key)
select id, :anna, 'Bees', 'bees.mp4', 'bees' from tenants where slug = 'acme';
insert into video_search_index (tenant_id, video_id, frame_index, starts_at_seconds, ends_at_seconds, caption)
select tenant_id, id, 0, 0, 1, 'buzz' from videos where storage_key = 'bees';
