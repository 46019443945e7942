-- One statement for each example of tasks/sql-intent; the test runs them and derives the labels from them.

-- tables: customers(id, name, city, email); orders(id, customer_id, placed_on, total, status)
-- Which customers live in Graz?
SELECT * FROM customers WHERE city = 'Graz';
-- How much have we taken in this March?
SELECT SUM(total) FROM orders WHERE placed_on BETWEEN '2025-03-01' AND '2025-03-31';
-- What's the total of order 118?
SELECT total FROM orders WHERE id = 118;
-- Order 118 has been paid; note that down, please.
UPDATE orders SET status = 'paid' WHERE id = 118;
-- Show every open order with the name of whoever placed it.
SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.status = 'open';
-- Who has been registered with us without ever ordering?
SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders);
-- We'd like to keep a telephone number for each customer from now on.
ALTER TABLE customers ADD COLUMN phone TEXT;
-- Forget the orders that were cancelled before 2020.
DELETE FROM orders WHERE status = 'cancelled' AND placed_on < '2020-01-01';

-- tables: books(id, title, author, year, shelf); loans(id, book_id, reader, due_on, returned_on)
-- Put "The Salt Path" on shelf C4 instead of B2.
UPDATE books SET shelf = 'C4' WHERE title = 'The Salt Path';
-- We have been given a novel: enter "Winter Light" by J. Marsh, 1998.
INSERT INTO books (title, author, year) VALUES ('Winter Light', 'J. Marsh', 1998);
-- Which titles does the reader Okafor have at home at the moment?
SELECT b.title FROM loans l JOIN books b ON b.id = l.book_id WHERE l.reader = 'Okafor' AND l.returned_on IS NULL;
-- How many loans are overdue today?
SELECT COUNT(*) FROM loans WHERE returned_on IS NULL AND due_on < '2025-01-01';
-- From which decade do we own the most books?
SELECT year / 10, COUNT(*) FROM books GROUP BY year / 10 ORDER BY 2 DESC LIMIT 1;
-- Book 77 fell into a bath; strike it from the catalogue.
DELETE FROM books WHERE id = 77;
-- Searching by author takes ages. Have an index made for it.
CREATE INDEX books_by_author ON books (author);

-- tables: employees(id, name, job, salary, hired_on, boss_id, department_id); departments(id, name, floor)
-- Everybody's name next to the name of their boss, please.
SELECT e.name, b.name FROM employees e JOIN employees b ON b.id = e.boss_id;
-- What does Ms Lindqvist earn?
SELECT salary FROM employees WHERE name = 'Lindqvist';
-- What do we pay on average?
SELECT AVG(salary) FROM employees;
-- Who earns more than the average?
SELECT name FROM employees WHERE salary > (SELECT AVG(salary) FROM employees);
-- Raise all drivers' salaries by three per cent.
UPDATE employees SET salary = salary * 1.03 WHERE job = 'driver';
-- Who works on the second floor?
SELECT e.name FROM employees e JOIN departments d ON d.id = e.department_id WHERE d.floor = 2;
-- On which floor is the accounts department?
SELECT floor FROM departments WHERE name = 'accounts';
-- Tomas Reil starts on Monday as an electrician. Take him in.
INSERT INTO employees (name, job) VALUES ('Tomas Reil', 'electrician');
-- Who has been here longest?
SELECT name FROM employees ORDER BY hired_on LIMIT 1;
-- Nobody should see salaries here any more; do away with that field altogether.
ALTER TABLE employees DROP COLUMN salary;

-- tables: rooms(id, number, floor, seats, projector)
-- How many seats does room 12 have?
SELECT seats FROM rooms WHERE number = 12;
-- How many seats are there on the first floor altogether?
SELECT SUM(seats) FROM rooms WHERE floor = 1;
-- The projector in room 3 was stolen. Make the list say so.
UPDATE rooms SET projector = 0 WHERE number = 3;
-- We've rented one more room: number 21, third floor, 40 seats, no projector.
INSERT INTO rooms (number, floor, seats, projector) VALUES (21, 3, 40, 0);
-- The ground floor has been let to another firm, so its rooms no longer belong in the list.
DELETE FROM rooms WHERE floor = 0;
-- Rooms for at least thirty people that have a projector?
SELECT * FROM rooms WHERE seats >= 30 AND projector = 1;

-- tables: films(id, title, year, minutes, rating); actors(id, name, born); roles(film_id, actor_id, part)
-- Which actors appear in "Harbour"?
SELECT a.name FROM actors a JOIN roles r ON r.actor_id = a.id JOIN films f ON f.id = r.film_id WHERE f.title = 'Harbour';
-- How long does a film last on average, decade by decade?
SELECT year / 10, AVG(minutes) FROM films GROUP BY year / 10;
-- It was Mina Holt, born 1990, not Nina. Correct the spelling.
UPDATE actors SET name = 'Mina Holt' WHERE name = 'Nina Holt';
-- Which actress or actor has played the most parts?
SELECT actor_id, COUNT(*) FROM roles GROUP BY actor_id ORDER BY 2 DESC LIMIT 1;
-- Films in the list to which no cast has been entered.
SELECT title FROM films WHERE NOT EXISTS (SELECT 1 FROM roles WHERE roles.film_id = films.id);
-- Throw out whatever runs for less than forty minutes; shorts aren't our business.
DELETE FROM films WHERE minutes < 40;
-- Prepare a place where we can keep the name and country of every studio.
CREATE TABLE studios (id INTEGER, name TEXT, country TEXT);

-- tables: flights(number, origin, destination, departs, arrives, gate, status)
-- Next departures to Oslo, soonest first.
SELECT * FROM flights WHERE destination = 'Oslo' ORDER BY departs;
-- Flight TK4 now leaves from gate B17.
UPDATE flights SET gate = 'B17' WHERE number = 'TK4';
-- Is TK4 on time?
SELECT status FROM flights WHERE number = 'TK4';
-- With which pairs of flights could one get from Bari to Oslo, changing planes once?
SELECT a.number, b.number FROM flights a JOIN flights b ON b.origin = a.destination WHERE a.origin = 'Bari' AND b.destination = 'Oslo' AND b.departs > a.arrives;
-- A charter has been put on, number XC9, from Malta to Cork at 14:05.
INSERT INTO flights (number, origin, destination, departs) VALUES ('XC9', 'Malta', 'Cork', '14:05');
-- Number of cancellations per airport of origin?
SELECT origin, COUNT(*) FROM flights WHERE status = 'cancelled' GROUP BY origin;
-- "status" should be called "state" in this table.
ALTER TABLE flights RENAME COLUMN status TO state;

-- tables: products(sku, name, price, stock, supplier_id); suppliers(id, name, country)
-- Twelve more of sku K-20 have arrived; add them to the stock.
UPDATE products SET stock = stock + 12 WHERE sku = 'K-20';
-- Add a rake to the range: sku G-9, 18.50, none in stock yet.
INSERT INTO products (sku, name, price, stock) VALUES ('G-9', 'rake', 18.50, 0);
-- Add a column for the weight.
ALTER TABLE products ADD COLUMN weight REAL;
-- Add up what our whole stock is worth.
SELECT SUM(price * stock) FROM products;
-- What is the dearest thing we sell?
SELECT name FROM products ORDER BY price DESC LIMIT 1;
-- What have we got in stock that comes from Portugal?
SELECT p.name FROM products p JOIN suppliers s ON s.id = p.supplier_id WHERE s.country = 'Portugal' AND p.stock > 0;
-- Suppliers from whom we don't carry anything at present?
SELECT s.name FROM suppliers s LEFT JOIN products p ON p.supplier_id = s.id WHERE p.sku IS NULL;
-- Ludo & Sons went bankrupt: out with them from the list of suppliers.
DELETE FROM suppliers WHERE name = 'Ludo & Sons';
-- Mark everything under five euros as sold out.
UPDATE products SET stock = 0 WHERE price < 5;

-- tables: patients(id, name, born, doctor); visits(id, patient_id, seen_on, reason, fee)
-- Mrs Amato has moved over from Dr Weiss to Dr Chen.
UPDATE patients SET doctor = 'Chen' WHERE name = 'Amato';
-- How old is the patient with number 40?
SELECT born FROM patients WHERE id = 40;
-- When was each of Dr Weiss's patients here, and what for?
SELECT p.name, v.seen_on, v.reason FROM patients p JOIN visits v ON v.patient_id = p.id WHERE p.doctor = 'Weiss';
-- How often has patient 40 been here this year?
SELECT COUNT(*) FROM visits WHERE patient_id = 40 AND seen_on >= '2025-01-01';
-- Patient 40 came today with a cough, fee 35.
INSERT INTO visits (patient_id, seen_on, reason, fee) VALUES (40, '2025-05-05', 'cough', 35);
-- The visit numbered 902 never took place. Get rid of the entry.
DELETE FROM visits WHERE id = 902;
-- The visit numbered 903 was free of charge. Get rid of the fee.
UPDATE visits SET fee = NULL WHERE id = 903;
-- Fees aren't to be recorded any longer. Get rid of that column.
ALTER TABLE visits DROP COLUMN fee;
-- The visits aren't kept here any longer. Get rid of the whole table.
DROP TABLE visits;

-- tables: songs(id, title, artist, seconds, plays)
-- What's the longest track by The Lanterns?
SELECT title FROM songs WHERE artist = 'The Lanterns' ORDER BY seconds DESC LIMIT 1;
-- How often has song 5 been played?
SELECT plays FROM songs WHERE id = 5;
-- How often have The Lanterns been played, all their songs together?
SELECT SUM(plays) FROM songs WHERE artist = 'The Lanterns';
-- Song 5 has just been played once more.
UPDATE songs SET plays = plays + 1 WHERE id = 5;
-- Set all play counts back to nought.
UPDATE songs SET plays = 0;
-- Pairs of different artists who have recorded one and the same title.
SELECT a.artist, b.artist, a.title FROM songs a JOIN songs b ON b.title = a.title AND b.artist > a.artist;
-- I never want to see a song again that nobody has listened to: clear them out.
DELETE FROM songs WHERE plays = 0;

-- tables: members(id, name, joined_on, fee_paid); courses(id, title, weekday, places); bookings(member_id, course_id)
-- Count me in for Monday yoga: I'm member 31, it's course 4.
INSERT INTO bookings (member_id, course_id) VALUES (31, 4);
-- Member 31 can't make course 4 after all. Take the booking back.
DELETE FROM bookings WHERE member_id = 31 AND course_id = 4;
-- Who has signed up for the fencing course?
SELECT m.name FROM members m JOIN bookings b ON b.member_id = m.id JOIN courses c ON c.id = b.course_id WHERE c.title = 'fencing';
-- Which courses do you offer on Wednesdays?
SELECT title FROM courses WHERE weekday = 'Wednesday';
-- How many people have booked course 4?
SELECT COUNT(*) FROM bookings WHERE course_id = 4;
-- How many places are there in course 4?
SELECT places FROM courses WHERE id = 4;
-- Fencing moves from Tuesday to Friday.
UPDATE courses SET weekday = 'Friday' WHERE title = 'fencing';
-- See to it that the same member can't be booked twice into one course.
CREATE UNIQUE INDEX one_booking ON bookings (member_id, course_id);
-- A new member: Ilse Brandt, joined today.
INSERT INTO members (name, joined_on, fee_paid) VALUES ('Ilse Brandt', '2025-05-05', 0);

-- tables: readings(sensor, taken_at, celsius, battery)
-- What's the highest temperature that was ever measured?
SELECT MAX(celsius) FROM readings;
-- Show me the last ten readings of sensor 3.
SELECT * FROM readings WHERE sensor = 3 ORDER BY taken_at DESC LIMIT 10;
-- Sensor 7 was lying in the sun all July, so drop what it reported in that month.
DELETE FROM readings WHERE sensor = 7 AND taken_at BETWEEN '2025-07-01' AND '2025-07-31';
-- Sensor 8 measures two degrees too much. Put its values right.
UPDATE readings SET celsius = celsius - 2 WHERE sensor = 8;
-- When did each sensor report for the last time?
SELECT sensor, MAX(taken_at) FROM readings GROUP BY sensor;
-- Record 21.4 degrees for sensor 2, just now.
INSERT INTO readings (sensor, taken_at, celsius) VALUES (2, '2025-05-05T10:00', 21.4);
-- Also provide for the humidity in future, as a number beside the temperature.
ALTER TABLE readings ADD COLUMN humidity REAL;

-- tables: recipes(id, name, minutes, serves); ingredients(recipe_id, item, grams)
-- What can I cook in under twenty minutes?
SELECT name FROM recipes WHERE minutes < 20;
-- Dishes with both chickpeas and spinach.
SELECT r.name FROM recipes r JOIN ingredients a ON a.recipe_id = r.id JOIN ingredients b ON b.recipe_id = r.id WHERE a.item = 'chickpeas' AND b.item = 'spinach';
-- Less sugar in recipe 8: make it 120 grams.
UPDATE ingredients SET grams = 120 WHERE recipe_id = 8 AND item = 'sugar';
-- No sugar at all in recipe 9, please; take that ingredient out.
DELETE FROM ingredients WHERE recipe_id = 9 AND item = 'sugar';
-- Recipe 8 needs 5 grams of salt as well, which somebody forgot.
INSERT INTO ingredients (recipe_id, item, grams) VALUES (8, 'salt', 5);
-- How much does recipe 8 weigh, everything taken together?
SELECT SUM(grams) FROM ingredients WHERE recipe_id = 8;
-- How many does the lasagne serve?
SELECT serves FROM recipes WHERE name = 'lasagne';
-- Which ingredient turns up in the largest number of recipes?
SELECT item, COUNT(*) FROM ingredients GROUP BY item ORDER BY 2 DESC LIMIT 1;

-- tables: tickets(id, opened_on, closed_on, priority, owner, subject)
-- Close ticket 5150.
UPDATE tickets SET closed_on = '2025-05-05' WHERE id = 5150;
-- Open a ticket for me: "Printer on fire", top priority.
INSERT INTO tickets (subject, priority) VALUES ('Printer on fire', 1);
-- Show me what's open.
SELECT * FROM tickets WHERE closed_on IS NULL;
-- Everything of Ravi's goes to Noor from today.
UPDATE tickets SET owner = 'Noor' WHERE owner = 'Ravi';
-- How many open tickets does each of us have?
SELECT owner, COUNT(*) FROM tickets WHERE closed_on IS NULL GROUP BY owner;
-- Tickets whose subject is the same as that of an older one.
SELECT b.id, a.id FROM tickets a JOIN tickets b ON b.subject = a.subject AND b.opened_on > a.opened_on;
-- Wipe the list clean, but leave the list itself in place.
DELETE FROM tickets;
-- Start a separate list for remarks: ticket, author, text.
CREATE TABLE remarks (ticket_id INTEGER, author TEXT, text TEXT);

-- tables: cities(id, name, country_id, people); countries(id, name, capital_id, area)
-- What is the capital of Chad?
SELECT c.name FROM countries n JOIN cities c ON c.id = n.capital_id WHERE n.name = 'Chad';
-- Cities of more than a million inhabitants, each with its country.
SELECT c.name, n.name FROM cities c JOIN countries n ON n.id = c.country_id WHERE c.people > 1000000;
-- How many cities of more than a million inhabitants are there?
SELECT COUNT(*) FROM cities WHERE people > 1000000;
-- The new census gives Lima 10.2 million inhabitants.
UPDATE cities SET people = 10200000 WHERE name = 'Lima';
-- Which three countries are the smallest?
SELECT name FROM countries ORDER BY area LIMIT 3;
-- Enter the town of Novi Grad with its 11,000 inhabitants; the country follows later.
INSERT INTO cities (name, people) VALUES ('Novi Grad', 11000);
-- Call the table "towns" rather than "cities".
ALTER TABLE cities RENAME TO towns;

-- tables: cars(plate, make, year, km, garage_id); garages(id, town, bays)
-- Write off S-KL 88; it no longer belongs to our fleet.
DELETE FROM cars WHERE plate = 'S-KL 88';
-- How old are our cars on average?
SELECT AVG(2025 - year) FROM cars;
-- Which cars stand in Bergen tonight?
SELECT c.plate FROM cars c JOIN garages g ON g.id = c.garage_id WHERE g.town = 'Bergen';
-- Send plate T-1 to garage 6.
UPDATE cars SET garage_id = 6 WHERE plate = 'T-1';
-- Bought: a 2024 Volvo, plate T-55.
INSERT INTO cars (plate, make, year) VALUES ('T-55', 'Volvo', 2024);
-- Which garage has room for the most cars?
SELECT town FROM garages ORDER BY bays DESC LIMIT 1;
-- Which makes are there in our fleet?
SELECT DISTINCT make FROM cars;
-- Let no two cars share a plate, whatever people type.
CREATE UNIQUE INDEX one_plate ON cars (plate);

-- tables: invoices(id, client, amount, due_on, paid_on); reminders(invoice_id, sent_on, fee)
-- To which of the unpaid invoices have we sent a reminder, and on what day?
SELECT i.id, r.sent_on FROM invoices i JOIN reminders r ON r.invoice_id = i.id WHERE i.paid_on IS NULL;
-- A reminder for invoice 66 went out today; keep a record of it.
INSERT INTO reminders (invoice_id, sent_on) VALUES (66, '2025-05-05');
-- Give invoice 66 another two weeks.
UPDATE invoices SET due_on = '2025-05-19' WHERE id = 66;
-- How much does Kern Ltd still owe us?
SELECT SUM(amount) FROM invoices WHERE client = 'Kern Ltd' AND paid_on IS NULL;
-- Average number of days between due date and payment?
SELECT AVG(julianday(paid_on) - julianday(due_on)) FROM invoices;
-- Waive all the reminder fees.
UPDATE reminders SET fee = 0;
-- Let the reminders of invoice 12 disappear; they were sent by mistake.
DELETE FROM reminders WHERE invoice_id = 12;
-- Which clients have been sent a reminder in the last month?
SELECT DISTINCT i.client FROM invoices i JOIN reminders r ON r.invoice_id = i.id WHERE r.sent_on >= '2025-04-05';
-- We don't use the table of reminders any more and want it gone.
DROP TABLE reminders;

-- tables: teams(id, name, town); matches(id, home_id, away_id, played_on, home_goals, away_goals)
-- How did match 12 end?
SELECT home_goals, away_goals FROM matches WHERE id = 12;
-- Match 12 ended 2 to 1, not 2 to 2.
UPDATE matches SET away_goals = 1 WHERE id = 12;
-- All the results of last Sunday, with the names of both teams.
SELECT h.name, a.name, m.home_goals, m.away_goals FROM matches m JOIN teams h ON h.id = m.home_id JOIN teams a ON a.id = m.away_id WHERE m.played_on = '2025-05-04';
-- Goals per match, on average?
SELECT AVG(home_goals + away_goals) FROM matches;
-- Schedule team 3 at home against team 9 for the 14th.
INSERT INTO matches (home_id, away_id, played_on) VALUES (3, 9, '2025-05-14');
-- Every possible derby: two teams from the same town, side by side.
SELECT a.name, b.name FROM teams a JOIN teams b ON b.town = a.town AND b.id > a.id;
-- The club from Arles withdrew before the season; remove its team, number 16.
DELETE FROM teams WHERE id = 16;
-- Matches in which no goal was scored?
SELECT * FROM matches WHERE home_goals = 0 AND away_goals = 0;
-- In how many matches was no goal scored?
SELECT COUNT(*) FROM matches WHERE home_goals = 0 AND away_goals = 0;
-- It takes for ever to find the matches of a given day. Speed that up.
CREATE INDEX matches_by_day ON matches (played_on);
-- Leave space for the name of the referee.
ALTER TABLE matches ADD COLUMN referee TEXT;

-- tables: guests(id, name, country); stays(id, guest_id, room, arrives, leaves, nights, price)
-- Book guest 9 into room 5 from the 3rd to the 6th.
INSERT INTO stays (guest_id, room, arrives, leaves) VALUES (9, 5, '2025-06-03', '2025-06-06');
-- Guest 9 would rather have room 6.
UPDATE stays SET room = 6 WHERE guest_id = 9;
-- Guest 9 isn't coming at all: scrap the stay.
DELETE FROM stays WHERE guest_id = 9;
-- Who sleeps in room 6 tonight?
SELECT g.name FROM guests g JOIN stays s ON s.guest_id = g.id WHERE s.room = 6 AND s.arrives <= '2025-06-03' AND s.leaves > '2025-06-03';
-- Which rooms are taken tonight?
SELECT room FROM stays WHERE arrives <= '2025-06-03' AND leaves > '2025-06-03';
-- How many nights has stay 300 got?
SELECT nights FROM stays WHERE id = 300;
-- What is the shortest time anybody has ever stayed, in nights?
SELECT MIN(nights) FROM stays;
-- From how many different countries do our guests come?
SELECT COUNT(DISTINCT country) FROM guests;
-- Stays that overlap in one and the same room.
SELECT a.id, b.id FROM stays a JOIN stays b ON b.room = a.room AND b.id > a.id AND a.arrives < b.leaves AND b.arrives < a.leaves;
-- It's to be called "nation", that field with the guests' country.
ALTER TABLE guests RENAME COLUMN country TO nation;

-- tables: students(id, name, class); marks(student_id, subject, mark, given_on)
-- Note a 2 in chemistry for student 15, dated today.
INSERT INTO marks (student_id, subject, mark, given_on) VALUES (15, 'chemistry', 2, '2025-05-05');
-- Student 15's mark in chemistry was a typing error; it's a 1.
UPDATE marks SET mark = 1 WHERE student_id = 15 AND subject = 'chemistry';
-- Which subject has the best average?
SELECT subject, AVG(mark) FROM marks GROUP BY subject ORDER BY 2 LIMIT 1;
-- Names of all those who got a 1 in music.
SELECT s.name FROM students s JOIN marks m ON m.student_id = s.id WHERE m.subject = 'music' AND m.mark = 1;
-- Class 13 has graduated. Its pupils needn't be on file any longer.
DELETE FROM students WHERE class = '13';
-- From August on, 7b is 8b.
UPDATE students SET class = '8b' WHERE class = '7b';
-- Students without a single mark so far?
SELECT name FROM students WHERE id NOT IN (SELECT student_id FROM marks);
-- There should be room for a comment of the teacher next to each mark.
ALTER TABLE marks ADD COLUMN comment TEXT;

-- tables: trees(id, species, planted, height_m, street)
-- Plant a lime tree in the books: Elm Street, this year, two metres.
INSERT INTO trees (species, planted, height_m, street) VALUES ('lime', 2025, 2, 'Elm Street');
-- Tree 808 was felled this morning and must come off the register.
DELETE FROM trees WHERE id = 808;
-- Tree 809 has grown to eleven metres.
UPDATE trees SET height_m = 11 WHERE id = 809;
-- Which streets have no more than two trees?
SELECT street, COUNT(*) FROM trees GROUP BY street HAVING COUNT(*) <= 2;
-- Which trees are over twenty metres tall?
SELECT * FROM trees WHERE height_m > 20;
-- Where does the oldest oak stand?
SELECT street FROM trees WHERE species = 'oak' ORDER BY planted LIMIT 1;

-- tables: stock(item, warehouse, pieces); archive(item, warehouse, pieces)
-- Copy everything from warehouse 2 into the archive.
INSERT INTO archive SELECT * FROM stock WHERE warehouse = 2;
-- Warehouse 2 has been cleared and sold; its lines can go.
DELETE FROM stock WHERE warehouse = 2;
-- Which items of the archive do we have again today?
SELECT a.item FROM archive a JOIN stock s ON s.item = a.item;
-- Which items of the archive were in warehouse 2?
SELECT item FROM archive WHERE warehouse = 2;
-- Make a second archive, built like the first one, with nothing in it.
CREATE TABLE archive2 AS SELECT * FROM archive WHERE 0;
-- We can do without the archive. Dispose of it, structure included.
DROP TABLE archive;

-- tables: posts(id, author_id, title, published_on, likes); authors(id, name, email); comments(id, post_id, writer, text, spam)
-- Titles and authors of what was published this week.
SELECT p.title, a.name FROM posts p JOIN authors a ON a.id = p.author_id WHERE p.published_on >= '2025-05-01';
-- Purge the spam.
DELETE FROM comments WHERE spam = 1;
-- Flag comment 71 as spam.
UPDATE comments SET spam = 1 WHERE id = 71;
-- What share of the comments is spam?
SELECT AVG(spam) FROM comments;
-- What has the user "birdie" written under our posts, and under which ones?
SELECT p.title, c.text FROM comments c JOIN posts p ON p.id = c.post_id WHERE c.writer = 'birdie';
-- The most popular post of all, please.
SELECT title FROM posts ORDER BY likes DESC LIMIT 1;
-- How many likes has post 9 got?
SELECT likes FROM posts WHERE id = 9;
-- Welcome a new author: Ada Moyo, ada@example.org.
INSERT INTO authors (name, email) VALUES ('Ada Moyo', 'ada@example.org');
-- Posts that nobody has commented on.
SELECT title FROM posts WHERE id NOT IN (SELECT post_id FROM comments);
-- A comment for post 9, by "birdie": "Lovely!"
INSERT INTO comments (post_id, writer, text) VALUES (9, 'birdie', 'Lovely!');
-- An address for each author's web page will be needed, too, empty for now.
ALTER TABLE authors ADD COLUMN page TEXT;

-- tables: parcels(code, sender, receiver, kilos, depot_id, delivered_on); depots(id, city)
-- Parcel QX7 reached its receiver at noon.
UPDATE parcels SET delivered_on = '2025-05-05' WHERE code = 'QX7';
-- In which city is parcel QX7 lying?
SELECT d.city FROM parcels p JOIN depots d ON d.id = p.depot_id WHERE p.code = 'QX7';
-- How heavy is parcel QX7?
SELECT kilos FROM parcels WHERE code = 'QX7';
-- How heavy is all that lies in depot 4?
SELECT SUM(kilos) FROM parcels WHERE depot_id = 4 AND delivered_on IS NULL;
-- Accept a parcel: code QX8, from Bell to Novak, 3 kilos.
INSERT INTO parcels (code, sender, receiver, kilos) VALUES ('QX8', 'Bell', 'Novak', 3);
-- Erase all trace of parcels delivered more than two years ago.
DELETE FROM parcels WHERE delivered_on < '2023-05-05';
-- Depots that stand empty?
SELECT city FROM depots WHERE id NOT IN (SELECT depot_id FROM parcels);
-- We are opening a depot in Turku, so put it on the list.
INSERT INTO depots (city) VALUES ('Turku');
-- The depots' list will have to hold opening hours as well.
ALTER TABLE depots ADD COLUMN hours TEXT;

-- tables: plants(id, name, bed, watered_on, every_days)
-- I've just watered bed 3.
UPDATE plants SET watered_on = '2025-05-05' WHERE bed = 3;
-- Which plants are thirsty, going by their last watering?
SELECT name FROM plants WHERE julianday('2025-05-05') - julianday(watered_on) > every_days;
-- The basil has died. Out of the list with it.
DELETE FROM plants WHERE name = 'basil';
-- Rosemary, bed 2, every ten days: a new one.
INSERT INTO plants (name, bed, every_days) VALUES ('rosemary', 2, 10);
-- "bed" is misleading, we have pots as well; rename the field to "place".
ALTER TABLE plants RENAME COLUMN bed TO place;

-- tables: accounts(iban, owner, balance); transfers(id, from_iban, to_iban, amount, booked_on)
-- Who got money from Ms Petrov, and when?
SELECT t.booked_on, b.owner FROM transfers t JOIN accounts a ON a.iban = t.from_iban JOIN accounts b ON b.iban = t.to_iban WHERE a.owner = 'Petrov';
-- How much has flowed from DE01 to DE02 since January?
SELECT SUM(amount) FROM transfers WHERE from_iban = 'DE01' AND to_iban = 'DE02' AND booked_on >= '2025-01-01';
-- Credit everyone's account with a bonus of 10.
UPDATE accounts SET balance = balance + 10;
-- Looking up transfers by day is to go through an index.
CREATE INDEX transfers_by_day ON transfers (booked_on);
-- DE77 was opened this morning by Olu Bakare with 0 on it.
INSERT INTO accounts (iban, owner, balance) VALUES ('DE77', 'Olu Bakare', 0);
-- Close DE78 and take it off the books.
DELETE FROM accounts WHERE iban = 'DE78';

-- tables: voters(id, name, street, voted)
-- Has Mr Quist voted yet?
SELECT voted FROM voters WHERE name = 'Quist';
-- Tick off Mr Quist, who has just voted.
UPDATE voters SET voted = 1 WHERE name = 'Quist';
-- What's the turnout up to now?
SELECT AVG(voted) FROM voters;
-- Mr Quist moved to another constituency and may not be on our roll.
DELETE FROM voters WHERE name = 'Quist';
-- Mr Quist's neighbours, that is, everybody in his street.
SELECT b.name FROM voters a JOIN voters b ON b.street = a.street AND b.id <> a.id WHERE a.name = 'Quist';
-- Keep the time of voting, too; make provision for that.
ALTER TABLE voters ADD COLUMN voted_at TEXT;

-- tables: words(id, english, swahili, learned)
-- What's the Swahili for "bridge"?
SELECT swahili FROM words WHERE english = 'bridge';
-- Learn a new one: "river" is "mto".
INSERT INTO words (english, swahili) VALUES ('river', 'mto');
-- I know all the words up to number 50 by heart now.
UPDATE words SET learned = 1 WHERE id <= 50;
-- How many have I still to learn?
SELECT COUNT(*) FROM words WHERE learned = 0;
-- Two English words for the same Swahili one: show all such pairs.
SELECT a.english, b.english, a.swahili FROM words a JOIN words b ON b.swahili = a.swahili AND b.id > a.id;
-- Clear away what I've learned, I only want the rest.
DELETE FROM words WHERE learned = 1;
-- Make space for an example sentence with every word.
ALTER TABLE words ADD COLUMN example TEXT;

-- tables: appliances(id, kind, owner, watts); meter(day, kwh)
-- Which day did we use most electricity?
SELECT day FROM meter ORDER BY kwh DESC LIMIT 1;
-- What did we use in the whole of April?
SELECT SUM(kwh) FROM meter WHERE day LIKE '2025-04-%';
-- What did we use on the 9th of April?
SELECT kwh FROM meter WHERE day = '2025-04-09';
-- Today: 8.7 kilowatt-hours.
INSERT INTO meter (day, kwh) VALUES ('2025-05-05', 8.7);
-- The value for yesterday has to be 7.8 and not 8.7.
UPDATE meter SET kwh = 7.8 WHERE day = '2025-05-04';
-- The meter was broken in 2019, so nothing of that year should stay in.
DELETE FROM meter WHERE day LIKE '2019-%';
-- From now on there'll be a list of tariffs, too: name and price. Set it up.
CREATE TABLE tariffs (name TEXT, price REAL);
