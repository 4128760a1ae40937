-- Where a deadline lies in its period: days before the end of a week; else 100 × months before the last month + the day of that
-- month, 0 for its last day. "Ngày 25 hằng tháng" is the 25th of every month, however long it is.
alter table tasks drop constraint tasks_recur_offset_check;
alter table tasks add check (recur_offset between 0 and 1131);
