-- The two lists of words that the verdict tells apart word by word, in the order of the rule set.
create type status as enum ('none', 'worked', 'absent');
create type place as enum (
    'bar', 'boat', 'construction_site', 'dump', 'field', 'home_yard', 'market_stall', 'mine',
    'nightclub', 'office', 'other_home', 'restaurant', 'road', 'scaffold', 'shop', 'stage',
    'street_ambulant', 'warehouse', 'workshop', 'other'
);
