-- A report of one day begins and ends on it.
alter table reports drop constraint reports_check, add constraint reports_days check (period_end >= period_start);
