-- In: the catalogue's tables, `working` (each day and how many working days there are up to it) and `limits` (working days,
-- none where there is no limit). Out: what holds on which days, and by when what is set off on a day is due.
--
-- Worked out once a matter or day instead of once an event. A span is from its first day up to, not including, `until`.

-- Who stands in whose place: the successor of a whole party continues it.
CREATE TEMP TABLE stands AS
SELECT id AS party, id AS standing, DATE '0001-01-01' AS from_day, coalesce(succeeded_on, DATE '9999-12-31') AS until
FROM party
UNION ALL
SELECT id, successor, succeeded_on, DATE '9999-12-31' FROM party WHERE successor IS NOT NULL;

-- 2.4d: what each day's records do. Only the Committee's, of a whole matter, are clear; empowerments alone do nothing.
CREATE TEMP TABLE change AS
WITH effect AS (
    SELECT matter, effective, finishes, CASE
            WHEN decided_by = 'committee' AND NOT partial AND kind = 'transfer' THEN 'transferred'
            WHEN decided_by = 'committee' AND NOT partial AND kind = 'return' THEN 'retained'
            ELSE 'open' END AS state
    FROM transfer WHERE kind <> 'empowerment'
)
SELECT matter, effective AS day, bool_or(finishes) AS finishes,
    -- A transfer and a return on one day contradict each other.
    CASE WHEN count(DISTINCT state) > 1 THEN 'open' ELSE any_value(state) END AS state
FROM effect WHERE effective IS NOT NULL GROUP BY matter, effective
UNION ALL
-- Seen in the Bureau's hands: transferred from then on, and since when is open.
SELECT matter, on_day, false, 'transferred' FROM observed WHERE handled_by = 'bureau'
UNION ALL
SELECT id, DATE '0001-01-01', false, CASE
        WHEN id IN (SELECT matter FROM observed WHERE handled_by = 'bureau') THEN 'open'
        WHEN id IN (SELECT matter FROM effect WHERE effective IS NULL) THEN 'open'
        ELSE 'retained' END
FROM matter;

-- 2.4c, 2.5a: who is competent from when to when; nobody is named where that is open.
CREATE TEMP TABLE holding AS
WITH stretch AS (
    SELECT matter, day AS from_day, finishes, state,
        lead(day, 1, DATE '9999-12-31') OVER (PARTITION BY matter ORDER BY day) AS until
    FROM change
),
handed AS ( -- Passed from department to department: open while it is retained.
    SELECT s.* EXCLUDE (from_day, until, state), from_day, least(until, coalesce(reassigned_on, until)) AS until, state
    FROM stretch AS s JOIN matter AS m ON m.id = s.matter
    UNION ALL
    SELECT s.* EXCLUDE (from_day, until, state), greatest(from_day, reassigned_on), until,
        CASE state WHEN 'retained' THEN 'open' ELSE state END
    FROM stretch AS s JOIN matter AS m ON m.id = s.matter WHERE reassigned_on IS NOT NULL
)
SELECT h.matter, h.state, h.finishes, h.from_day AS changed_on,
    greatest(h.from_day, t.from_day, m.governed_from, DATE '2021-03-29') AS from_day, least(h.until, t.until) AS until,
    CASE h.state WHEN 'transferred' THEN 'bureau' WHEN 'retained' THEN t.standing END AS holder,
    coalesce(p.kind = 'municipal', false) AND h.state <> 'transferred' AS is_municipal
FROM handed AS h
JOIN matter AS m ON m.id = h.matter
LEFT JOIN stands AS t ON t.party = m.original AND t.from_day < h.until AND t.until > h.from_day
LEFT JOIN party AS p ON p.id = t.standing;
DELETE FROM holding WHERE from_day >= until;

-- 2.5b: the recorded supervising departments. The spans of a party and of its successor touch, so one span is left of them.
CREATE TEMP TABLE supervisor AS
SELECT s.matter, t.standing AS party, min(greatest(s.from_day, t.from_day)) AS from_day, max(least(s.until, t.until)) AS until
FROM supervising AS s JOIN stands AS t USING (party)
WHERE greatest(s.from_day, t.from_day) < least(s.until, t.until)
GROUP BY ALL;

-- Whether the platform can handle a matter: of entries that overlap the one that began last says.
CREATE TEMP TABLE capability AS
WITH turn AS (SELECT matter, from_day AS day FROM platform UNION SELECT matter, until FROM platform),
piece AS (
    SELECT matter, day AS from_day, lead(day) OVER (PARTITION BY matter ORDER BY day) AS until FROM turn
)
SELECT piece.matter, piece.from_day, piece.until, arg_max(capable, platform.from_day) AS capable
FROM piece
JOIN platform
    ON platform.matter = piece.matter AND platform.from_day <= piece.from_day AND piece.from_day < platform.until
GROUP BY ALL;

-- 2.6a, 3.2a: who pushes, and whom to notify.
CREATE TEMP TABLE post AS
SELECT role, person, standing AS party, greatest(r.from_day, t.from_day) AS from_day, least(r.until, t.until) AS until
FROM role AS r JOIN stands AS t USING (party)
WHERE role IN ('pusher', 'liaison') AND greatest(r.from_day, t.from_day) < least(r.until, t.until);

-- The last days within the limits for what is set off on a day.
CREATE TEMP TABLE term AS
WITH nth AS (SELECT number, min(day) AS day FROM working GROUP BY number)
SELECT w.day, p.day AS push_due, n.day AS notice_due, b.day AS push_back_due
FROM working AS w CROSS JOIN limits AS l
LEFT JOIN nth AS p ON p.number = w.number + l.result_push
LEFT JOIN nth AS n ON n.number = w.number + l.liaison_notice
LEFT JOIN nth AS b ON b.number = w.number + l.supervision_push;
