-- In: a log (`parquet`, its file read row by row) and the catalogue's tables, both as they lie. Out: `duty` and `finding`.
--
-- Norms 2.4c to 2.6d of the Measures under the text's own profile, as of a day (`as_of`): no limits, a lack is stale
-- from 30 days on. Steps are temporary tables where they are used more than once or are worth a look by themselves.
-- Small tables come first: what holds on which days is worked out once for 101 matters instead of once an event.

-- 1. The catalogue ---------------------------------------------------------------------------------------------------

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

-- 2. The log ---------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE log AS
SELECT file_row_number AS row, * EXCLUDE (file_row_number) RENAME ("at" AS moment, "case" AS case_id, "to" AS addressee)
FROM parquet;

-- A day without a time may be any moment of it: nothing is held to come before unless it surely does.
CREATE TEMP MACRO latest(moment, at_is_day) AS CASE WHEN at_is_day THEN moment + INTERVAL 86399 SECOND ELSE moment END;
CREATE TEMP MACRO surely_before(one, one_is_day, other) AS latest(one, one_is_day) < other;

-- The same id, or the same content, within a case counts once. Events that share a case, a time and a kind are few, and
-- so are ids that are there twice: only those are compared in full.
CREATE TEMP TABLE repeated AS
WITH suspect AS (
    SELECT case_id, kind, moment FROM log GROUP BY case_id, kind, moment HAVING count(*) > 1
),
same_content AS (
    SELECT log.row, log.id, first_value(id) OVER same AS first_id, row_number() OVER same AS place
    FROM log JOIN suspect USING (case_id, kind, moment)
    WINDOW same AS (
        PARTITION BY case_id, kind, moment, at_is_day, actor, officer, matter, addressee, person, channel, handled_via, refers_to,
            result, about
        ORDER BY id, row
    )
),
same_id AS (
    SELECT row, id, id AS first_id, row_number() OVER (PARTITION BY case_id, id ORDER BY moment, row) AS place
    FROM log WHERE id IN (SELECT id FROM log GROUP BY id HAVING count(*) > 1)
)
SELECT row, any_value(id) AS id, min(first_id) AS first_id
FROM (FROM same_content WHERE place > 1 UNION ALL FROM same_id WHERE place > 1)
GROUP BY row;

-- What refers to the copy means the first.
CREATE TEMP VIEW event AS
SELECT log.* REPLACE (coalesce(alias.first_id, log.refers_to) AS refers_to), moment::DATE AS day
FROM log
LEFT JOIN (SELECT id, first_id FROM repeated WHERE id <> first_id) AS alias ON alias.id = log.refers_to
WHERE log.row NOT IN (SELECT row FROM repeated) AND moment < as_of() + INTERVAL 1 DAY;

-- 3. Decisions and competence (2.4c, 2.5a) ---------------------------------------------------------------------------

-- Of a matter whose pending cases its accepting authority finishes, the day of acceptance says who is competent.
CREATE TEMP TABLE accepted AS
SELECT case_id, min(day) AS accepted_on FROM event
WHERE kind = 'application_accepted' AND matter IN (SELECT matter FROM holding WHERE finishes)
GROUP BY case_id;

-- What is handled: decisions, and of matters that are not the Bureau's all steps, for 2.4e. A step without a matter is of
-- its case's.
CREATE TEMP TABLE act AS
WITH step AS (
    SELECT id, case_id, moment, at_is_day, day, kind, matter, actor, handled_via FROM event
    WHERE kind = 'decision'
        OR (kind = 'application_accepted' AND matter IN (SELECT matter FROM holding WHERE state = 'retained'))
),
of_case AS (
    SELECT case_id, arg_min(matter, moment) AS matter FROM step
    WHERE matter IN (SELECT matter FROM holding WHERE state = 'retained') GROUP BY case_id
),
examined AS (
    SELECT id, case_id, moment, at_is_day, day, kind, coalesce(event.matter, of_case.matter) AS matter, actor, handled_via
    FROM event JOIN of_case USING (case_id) WHERE kind = 'examined'
)
SELECT step.*, holding.state, holding.holder, holding.is_municipal, capability.capable
FROM (FROM step UNION ALL FROM examined) AS step
LEFT JOIN accepted ON accepted.case_id = step.case_id AND accepted_on < step.day
JOIN holding
    ON holding.matter = step.matter
    AND holding.from_day <= coalesce(accepted_on, step.day) AND coalesce(accepted_on, step.day) < holding.until
LEFT JOIN capability
    ON capability.matter = step.matter AND capability.from_day <= step.day AND step.day < capability.until;

CREATE TEMP TABLE decision AS
SELECT *, CASE
        WHEN holder IS NULL OR actor IS NULL THEN 'open'
        WHEN actor = holder THEN 'competent'
        ELSE 'incompetent' END AS standing
FROM act WHERE kind = 'decision';

-- 4. Push and notice (2.6b, 2.6c) ------------------------------------------------------------------------------------

-- One duty a decision and supervising department; towards nobody known where none is recorded.
CREATE TEMP TABLE result AS
SELECT d.id, d.case_id, d.matter, d.moment, d.at_is_day, d.day, s.party AS addressee
FROM decision AS d
LEFT JOIN supervisor AS s ON s.matter = d.matter AND s.from_day <= d.day AND d.day < s.until
WHERE d.standing = 'competent' AND d.state = 'transferred';

-- Every push about such a decision, and what is irregular in it.
CREATE TEMP TABLE push AS
SELECT p.case_id, p.moment, p.at_is_day, p.day, d.id AS decision, p.addressee,
    surely_before(p.moment, p.at_is_day, d.moment) AS early,
    p.actor <> 'bureau' AS wrong_actor,
    s.party IS NULL AND p.addressee IS NOT NULL AS wrong_recipient,
    p.channel <> 'platform' AS wrong_channel,
    p.actor = 'bureau' AND p.officer IS NOT NULL AND o.person IS NULL AS undesignated
FROM event AS p
JOIN decision AS d ON d.id = p.refers_to AND d.case_id = p.case_id
LEFT JOIN supervisor AS s ON s.matter = d.matter AND s.party = p.addressee AND s.from_day <= d.day AND d.day < s.until
LEFT JOIN post AS o ON o.role = 'pusher' AND o.person = p.officer AND o.from_day <= p.day AND p.day < o.until
WHERE p.kind = 'result_push' AND d.standing = 'competent' AND d.state = 'transferred';

-- Every notice by the Bureau, by message and not before its decision; it is to reach the liaison of that day.
CREATE TEMP TABLE notice AS
SELECT n.case_id, n.moment, n.at_is_day, n.day, d.id AS decision, n.addressee,
    n.person IS NOT NULL AND o.person IS NULL AS wrong_person
FROM event AS n
JOIN decision AS d ON d.id = n.refers_to AND d.case_id = n.case_id
LEFT JOIN post AS o
    ON o.role = 'liaison' AND o.person = n.person AND o.party = n.addressee AND o.from_day <= n.day AND n.day < o.until
WHERE n.kind = 'liaison_notice' AND d.standing = 'competent' AND d.state = 'transferred'
    AND coalesce(n.channel, 'message') = 'message' AND coalesce(n.actor, 'bureau') = 'bureau'
    AND NOT surely_before(n.moment, n.at_is_day, d.moment);

-- The first regular act discharges. An undesignated officer's push does too.
CREATE TEMP TABLE delivery AS
WITH pushed AS (
    SELECT decision, addressee, min(moment) AS moment, arg_min(at_is_day, moment) AS at_is_day FROM push
    WHERE NOT early AND NOT coalesce(wrong_actor OR wrong_recipient OR wrong_channel, false)
    GROUP BY decision, addressee
),
notified AS (
    SELECT decision, addressee, min(moment) AS moment FROM notice WHERE NOT wrong_person GROUP BY decision, addressee
)
SELECT r.id AS decision, r.case_id, r.addressee, r.day, as_of() - r.day >= 30 AS stale, pushed.moment AS pushed_at,
    latest(pushed.moment, pushed.at_is_day) AS pushed_by, notified.moment AS notified_at,
    -- Whom was there to notify?
    notified.moment IS NULL AND r.addressee NOT IN (
        SELECT party FROM post WHERE role = 'liaison' AND from_day <= r.day AND r.day < until
    ) AS vacant
FROM result AS r
LEFT JOIN pushed ON pushed.decision = r.id AND pushed.addressee = r.addressee
LEFT JOIN notified ON notified.decision = r.id AND notified.addressee = r.addressee;

-- 5. Supervision results (2.6d) --------------------------------------------------------------------------------------

CREATE TEMP TABLE supervision AS
WITH found AS (SELECT * FROM event WHERE kind = 'supervision_result'),
of_case AS (
    SELECT case_id, arg_min(matter, moment) AS matter FROM event
    WHERE matter IS NOT NULL AND case_id IN (SELECT case_id FROM found) GROUP BY case_id
)
SELECT f.id, f.case_id, f.moment, f.day, f.actor
FROM found AS f
JOIN of_case USING (case_id)
JOIN holding AS h
    ON h.matter = coalesce(f.matter, of_case.matter) AND h.from_day <= f.day AND f.day < h.until AND h.state = 'transferred'
JOIN supervisor AS s ON s.matter = h.matter AND s.party = f.actor AND s.from_day <= f.day AND f.day < s.until;

CREATE TEMP TABLE push_back AS
SELECT r.id AS result, b.case_id, r.actor AS obligor,
    surely_before(b.moment, b.at_is_day, r.moment) AS early,
    coalesce(b.addressee <> 'bureau', false) AS wrong_recipient,
    coalesce(b.actor <> r.actor, false) AS wrong_actor,
    coalesce(b.channel <> 'platform', false) AS off_platform
FROM event AS b JOIN supervision AS r ON r.id = b.refers_to AND r.case_id = b.case_id
WHERE b.kind = 'supervision_push';

-- 6. The platform (2.4e, 2.4f) ---------------------------------------------------------------------------------------

-- A case handled by its own department although the platform could: one duty, of the first step off it, else the first.
CREATE TEMP TABLE online AS
SELECT case_id, arg_min(holder, (handled_via <> 'offline', moment)) AS obligor, bool_or(handled_via = 'offline') AS offline
FROM act
WHERE state = 'retained' AND actor = holder AND NOT is_municipal AND capable AND handled_via IS NOT NULL
GROUP BY case_id;

CREATE TEMP TABLE upload AS
SELECT d.case_id, d.holder AS obligor, d.is_municipal, d.capable IS NULL AS open, as_of() - d.day >= 30 AS stale, EXISTS (
        FROM event AS u
        WHERE u.kind = 'data_upload' AND u.refers_to = d.id AND u.case_id = d.case_id
            AND coalesce(u.channel, 'platform') = 'platform' AND coalesce(u.actor, d.holder) = d.holder
            AND NOT surely_before(u.moment, u.at_is_day, d.moment)
    ) AS done
FROM decision AS d
WHERE d.standing = 'competent' AND d.state = 'retained' AND d.handled_via = 'offline' AND d.capable IS NOT TRUE
    AND NOT (d.is_municipal AND d.capable IS NULL);

-- 7. What is answered ------------------------------------------------------------------------------------------------

CREATE TEMP MACRO became(done, stale) AS CASE WHEN done THEN 'fulfilled' WHEN stale THEN 'missed' ELSE 'outstanding' END;
CREATE TEMP MACRO lack(stale) AS CASE WHEN stale THEN 'breach' ELSE 'review' END;

CREATE TEMP TABLE duty AS
SELECT '2.6b' AS norm, case_id AS subject, 'bureau' AS obligor, addressee,
    CASE WHEN addressee IS NULL THEN 'undetermined' ELSE became(pushed_at IS NOT NULL, stale) END AS status
FROM delivery
UNION ALL
SELECT '2.6c', case_id, 'bureau', addressee,
    CASE WHEN addressee IS NULL THEN 'undetermined' ELSE became(notified_at IS NOT NULL, stale AND NOT vacant) END
FROM delivery
UNION ALL
SELECT unnest(['2.6b', '2.6c']), case_id, NULL, NULL, 'undetermined' FROM decision WHERE standing <> 'competent'
UNION ALL
SELECT '2.6d', case_id, actor, 'bureau', became(
        id IN (SELECT result FROM push_back WHERE NOT early AND NOT wrong_recipient), as_of() - day >= 30
    )
FROM supervision
UNION ALL
SELECT '2.4e', case_id, obligor, NULL, CASE WHEN offline THEN 'missed' ELSE 'fulfilled' END FROM online
UNION ALL
SELECT '2.4f', case_id, obligor, NULL, CASE WHEN open THEN 'undetermined' ELSE became(done, stale) END
FROM upload WHERE NOT is_municipal;

CREATE TEMP TABLE finding AS
SELECT 'duplicate-event' AS code, 'info' AS severity, case_id AS subject, NULL::VARCHAR AS obligor, NULL::VARCHAR AS addressee
FROM log SEMI JOIN repeated USING (row)
UNION ALL
SELECT 'decided-without-competence', 'breach', case_id, holder, NULL FROM decision WHERE standing = 'incompetent'
UNION ALL
SELECT 'push-missing', lack(stale), case_id, 'bureau', addressee FROM delivery WHERE addressee IS NOT NULL AND pushed_at IS NULL
UNION ALL
SELECT 'notice-missing', lack(stale AND NOT vacant), case_id, 'bureau', addressee FROM delivery
WHERE addressee IS NOT NULL AND notified_at IS NULL
UNION ALL
-- 同步 and 同时 without an adopter's tolerance: on one day.
SELECT 'push-not-synchronous', 'review', any_value(case_id), 'bureau', NULL FROM delivery
GROUP BY decision HAVING min(pushed_by)::DATE <> max(pushed_at)::DATE
UNION ALL
SELECT 'notice-not-simultaneous', 'review', case_id, 'bureau', addressee FROM delivery
WHERE pushed_at::DATE <> notified_at::DATE
UNION ALL
SELECT 'push-before-decision', 'review', case_id, 'bureau', addressee FROM push WHERE early
UNION ALL
SELECT 'push-wrong-actor', 'review', case_id, 'bureau', addressee FROM push WHERE wrong_actor AND NOT early
UNION ALL
SELECT 'push-wrong-recipient', 'review', case_id, 'bureau', addressee FROM push WHERE wrong_recipient AND NOT early
UNION ALL
SELECT 'push-wrong-channel', 'review', case_id, 'bureau', addressee FROM push WHERE wrong_channel AND NOT early
UNION ALL
SELECT 'push-by-undesignated-person', 'review', case_id, 'bureau', addressee FROM push WHERE undesignated AND NOT early
UNION ALL
SELECT 'notice-wrong-person', 'review', case_id, 'bureau', addressee FROM notice WHERE wrong_person
UNION ALL
SELECT 'supervision-push-missing', CASE status WHEN 'missed' THEN 'breach' ELSE 'review' END, subject, obligor, addressee
FROM duty WHERE norm = '2.6d' AND status <> 'fulfilled'
UNION ALL
SELECT 'supervision-push-before-result', 'review', case_id, obligor, 'bureau' FROM push_back WHERE early
UNION ALL
SELECT 'supervision-push-wrong-recipient', 'review', case_id, obligor, 'bureau' FROM push_back WHERE wrong_recipient
UNION ALL
SELECT 'supervision-push-wrong-actor', 'review', case_id, obligor, 'bureau' FROM push_back WHERE wrong_actor
UNION ALL
SELECT 'supervision-push-off-platform', 'review', case_id, obligor, 'bureau' FROM push_back WHERE off_platform
UNION ALL
SELECT 'handled-offline', 'breach', case_id, obligor, NULL FROM online WHERE offline
UNION ALL
SELECT 'upload-missing', lack(stale AND NOT is_municipal), case_id, obligor, NULL FROM upload WHERE NOT done AND NOT open;
