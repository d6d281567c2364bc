-- What a database may hold when the next migration comes.
update learner set entries = 7 where learner_id = '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b';
insert into preference (learner_id, time_zone, day_begins, retention, new_per_day, reviews_per_day, shortcuts, extra_time, exam_track, exam_day, minutes_per_day)
values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 'Europe/Vienna', 240, 0.8999999761581421, 20, 200, :true, 0, 'leaves', 20850, 20);
insert into adoption (learner_id, entry, algorithm, weights, adopted_at) values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 7, 'fsrs-6/default', '', 1795348900000);
insert into mark (learner_id, question_id, flagged, set_aside, forgiven, note) values ('0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 'which-water', :true, :false, 0, 'soft');
insert into sitting (sitting_id, learner_id, begun_at, begun_entry, minutes, questions, filter, ended_at)
values ('00000000-0000-4000-8000-0000000000a1', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 1795348900000, 7, 10, null, '{}', null);
insert into exam (exam_id, learner_id, track, mode, terms, paper, begun_at, ends_at, handed_in_at, marks)
values ('00000000-0000-4000-8000-0000000000b1', '0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b', 'leaves', 'exam', '{}', '[]', 1795348900000, 1795352500000, null, null);
insert into exam_answer (exam_id, place, late, chosen, flagged, ms, correct, saved_at)
values ('00000000-0000-4000-8000-0000000000b1', 1, :false, 'b', :true, 4200, null, 1795348910000);
