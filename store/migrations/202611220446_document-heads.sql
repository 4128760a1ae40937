-- The head of a document as a person mends it (a number left blank in the copy that was uploaded, a title read wrong): the words themselves
-- stay as they were read.
grant update (kind, number, issued_on, issuer, title) on documents to tusom_app;
