create table circle (
    code text primary key constraint circle_code_is_two_letters check (code ~ '^[A-Z]{2}$'),
    name text not null unique,
    category text not null constraint circle_category_is_known check (category in ('METRO', 'A', 'B', 'C'))
);
comment on table circle is 'The 22 licensed service areas. Reference data, seen by everyone.';

insert into circle (code, name, category) values
    ('AP', 'Andhra Pradesh', 'A'), ('AS', 'Assam', 'C'), ('BR', 'Bihar', 'C'), ('DL', 'Delhi', 'METRO'),
    ('GJ', 'Gujarat', 'A'), ('HP', 'Himachal Pradesh', 'C'), ('HR', 'Haryana', 'B'), ('JK', 'Jammu & Kashmir', 'C'),
    ('KA', 'Karnataka', 'A'), ('KL', 'Kerala', 'B'), ('KO', 'Kolkata', 'METRO'), ('MH', 'Maharashtra', 'A'),
    ('MP', 'Madhya Pradesh', 'B'), ('MU', 'Mumbai', 'METRO'), ('NE', 'North East', 'C'), ('OR', 'Odisha', 'C'),
    ('PB', 'Punjab', 'B'), ('RJ', 'Rajasthan', 'B'), ('TN', 'Tamil Nadu', 'A'), ('UE', 'UP (East)', 'B'),
    ('UW', 'UP (West)', 'B'), ('WB', 'West Bengal', 'B');

grant select on circle to circledesk_app, circledesk_keys;
