-- What a database may hold when the next migration comes.
update learner set entries = 6 where learner_id = '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b';
insert into miss (learner_id, entry, question_id, scene, scene_case, missed_at, day) values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 6, 'what-spoils', 'judge', 'expired', 1795348890000, 20779);
