-- Where a wrong try came from: a device that this person has signed in from before, or a place (a keyed hash of the address, never the
-- address). Counted apart, so that a stranger who guesses cannot keep a person out.
alter table sign_in_failures add column origin text not null default '';
create index on sign_in_failures (origin, at);
