-- The table of children found filters and counts on these columns alone; without the index each
-- count reads every child's facts, verdict and grounds.
create index classification_table on classification
    (survey, child_labour, area, in_scope, occupation, chores, cti, sex, age_min, age_max);
