-- What a database may hold when the next migration comes.
insert into learner (learner_id, created_at, entries) values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 1795348800000, 5);
insert into answer (attempt_id, learner_id, entry, question_id, answer_key, chosen, correct, sure, ms, answered_at, day, algorithm, retention, stability, difficulty, interval_days, due)
values ('00000000-0000-4000-8000-000000000001', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 1, 'which-water', 'b', 'a', :false, null, 5300, 1795348800000, 20779, 'fsrs-6/default', 0.8999999761581421, 0.2120000123977661, 6.413300037384033, 0.21200016140937805, 20780);
insert into answer (attempt_id, learner_id, entry, question_id, answer_key, chosen, correct, sure, ms, answered_at, day, algorithm, retention, stability, difficulty, interval_days, due)
values ('00000000-0000-4000-8000-000000000002', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 3, 'what-spoils', 'a c', 'a c', :true, :true, null, 1795348860000, 20779, 'fsrs-6/default', 0.8999999761581421, 2.306499958038330, 2.118103981018066, 2.306499958038330, 20781);
insert into retry (learner_id, entry, question_id, asked_at) values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 2, 'which-water', 1795348830000);
insert into answer (attempt_id, learner_id, entry, question_id, answer_key, chosen, correct, sure, ms, answered_at, day, algorithm, retention, stability, difficulty, interval_days, due)
values ('00000000-0000-4000-8000-000000000003', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 4, 'what-spoils', 'a c', 'a', :false, null, null, 1795348870000, 20779, 'fsrs-6/default', 0.8999999761581421, 1.0, 5.0, 1.0, 20780);
insert into undo (attempt_id, learner_id, entry, undone_at) values ('00000000-0000-4000-8000-000000000003', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 5, 1795348880000);
