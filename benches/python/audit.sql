-- In: a log (`log`, each row numbered) and what holds on which days (`zone.sql`). Out: `duty` and `finding`.
--
-- Norms 2.4c to 2.6d of the Measures as of a day (`as_of`): beyond its limit an act is late, and without one a lack is stale
-- from 30 days on. Steps are temporary tables where they are used more than once or are worth a look by themselves. An act
-- belongs to the event that it names, or where it names none to its case's.

-- 1. The log ---------------------------------------------------------------------------------------------------------

-- A day without a time may be any moment of it: nothing is held to come before unless it surely does.
CREATE TEMP MACRO latest(moment, at_is_day) AS CASE WHEN at_is_day THEN moment + INTERVAL 86399 SECOND ELSE moment END;
CREATE TEMP MACRO surely_before(one, one_is_day, other) AS latest(one, one_is_day) < other;

-- What becomes of what was set off on a day, by when it was done, if it was, and its last day, if it has one.
CREATE TEMP MACRO became(done, due, since) AS CASE
    WHEN done::DATE > due THEN 'late'
    WHEN done IS NOT NULL THEN 'fulfilled'
    WHEN due IS NOT NULL THEN CASE WHEN as_of() > due THEN 'missed' ELSE 'pending' END
    WHEN as_of() - since >= 30 THEN 'missed'
    ELSE 'outstanding' END;
CREATE TEMP MACRO lack(is_breach) AS CASE WHEN is_breach THEN 'breach' ELSE 'review' END;

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

-- 2. Decisions and competence (2.4c, 2.5a) ---------------------------------------------------------------------------

-- Of a matter whose pending cases its accepting authority finishes, the day of acceptance says who is competent.
CREATE TEMP TABLE accepted AS
SELECT case_id, min(day) AS accepted_on FROM event
WHERE kind = 'application_accepted' AND matter IN (SELECT matter FROM holding WHERE finishes)
GROUP BY case_id;

-- What is handled: decisions, and of matters that are not the Bureau's all steps, for 2.4e. A step without a matter is of
-- its case's.
CREATE TEMP TABLE act AS
WITH step AS (
    SELECT row, id, case_id, moment, at_is_day, day, kind, matter, actor, handled_via FROM event
    WHERE kind = 'decision'
        OR (kind = 'application_accepted' AND matter IN (SELECT matter FROM holding WHERE state = 'retained'))
),
of_case AS (
    SELECT case_id, arg_min(matter, moment) AS matter FROM step
    WHERE matter IN (SELECT matter FROM holding WHERE state = 'retained') GROUP BY case_id
),
examined AS (
    SELECT row, id, case_id, moment, at_is_day, day, kind, coalesce(event.matter, of_case.matter) AS matter, actor, handled_via
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

-- 3. Push and notice (2.6b, 2.6c) ------------------------------------------------------------------------------------

-- One duty a decision and supervising department; towards nobody known where none is recorded.
CREATE TEMP TABLE result AS
SELECT d.row, d.case_id, d.matter, d.moment, d.at_is_day, d.day, s.party AS addressee
FROM decision AS d
LEFT JOIN supervisor AS s ON s.matter = d.matter AND s.from_day <= d.day AND d.day < s.until
WHERE d.standing = 'competent' AND d.state = 'transferred';

-- Every push about such a decision, and what is irregular in it.
CREATE TEMP TABLE push AS
SELECT p.case_id, p.moment, p.at_is_day, p.day, d.row AS decision, p.addressee,
    surely_before(p.moment, p.at_is_day, d.moment) AS early,
    p.actor <> 'bureau' AS wrong_actor,
    s.party IS NULL AND p.addressee IS NOT NULL AS wrong_recipient,
    p.channel <> 'platform' AS wrong_channel,
    p.actor = 'bureau' AND p.officer IS NOT NULL AND o.person IS NULL AS undesignated
FROM event AS p
JOIN decision AS d ON d.case_id = p.case_id AND coalesce(p.refers_to = d.id, true)
LEFT JOIN supervisor AS s ON s.matter = d.matter AND s.party = p.addressee AND s.from_day <= d.day AND d.day < s.until
LEFT JOIN post AS o ON o.role = 'pusher' AND o.person = p.officer AND o.from_day <= p.day AND p.day < o.until
WHERE p.kind = 'result_push' AND d.standing = 'competent' AND d.state = 'transferred';

-- Every notice by the Bureau, by message and not before its decision; it is to reach the liaison of that day.
CREATE TEMP TABLE notice AS
SELECT n.case_id, n.moment, n.at_is_day, n.day, d.row AS decision, n.addressee,
    n.person IS NOT NULL AND o.person IS NULL AS wrong_person
FROM event AS n
JOIN decision AS d ON d.case_id = n.case_id AND coalesce(n.refers_to = d.id, true)
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
SELECT r.row AS decision, r.case_id, r.addressee, pushed.moment AS pushed_at,
    latest(pushed.moment, pushed.at_is_day) AS pushed_by, notified.moment AS notified_at,
    CASE WHEN r.addressee IS NULL THEN 'undetermined' ELSE became(pushed.moment, term.push_due, r.day) END AS push_status,
    CASE
        WHEN r.addressee IS NULL THEN 'undetermined'
        -- Whom was there to notify?
        WHEN notified.moment IS NULL AND r.addressee NOT IN (
            SELECT party FROM post WHERE role = 'liaison' AND from_day <= r.day AND r.day < until
        ) THEN 'outstanding'
        ELSE became(notified.moment, term.notice_due, r.day) END AS notice_status
FROM result AS r
LEFT JOIN term ON term.day = r.day
LEFT JOIN pushed ON pushed.decision = r.row AND pushed.addressee = r.addressee
LEFT JOIN notified ON notified.decision = r.row AND notified.addressee = r.addressee;

-- 4. Supervision results (2.6d) --------------------------------------------------------------------------------------

CREATE TEMP TABLE supervision AS
WITH found AS (SELECT * FROM event WHERE kind = 'supervision_result'),
of_case AS (
    SELECT case_id, arg_min(matter, moment) AS matter FROM event
    WHERE matter IS NOT NULL AND case_id IN (SELECT case_id FROM found) GROUP BY case_id
)
SELECT f.row, f.id, f.case_id, f.moment, f.day, f.actor
FROM found AS f
JOIN of_case USING (case_id)
JOIN holding AS h
    ON h.matter = coalesce(f.matter, of_case.matter) AND h.from_day <= f.day AND f.day < h.until AND h.state = 'transferred'
JOIN supervisor AS s ON s.matter = h.matter AND s.party = f.actor AND s.from_day <= f.day AND f.day < s.until;

CREATE TEMP TABLE push_back AS
SELECT r.row AS result, b.case_id, b.moment, r.actor AS obligor,
    surely_before(b.moment, b.at_is_day, r.moment) AS early,
    coalesce(b.addressee <> 'bureau', false) AS wrong_recipient,
    coalesce(b.actor <> r.actor, false) AS wrong_actor,
    coalesce(b.channel <> 'platform', false) AS off_platform
FROM event AS b JOIN supervision AS r ON r.case_id = b.case_id AND coalesce(b.refers_to = r.id, b.actor = r.actor)
WHERE b.kind = 'supervision_push';

CREATE TEMP TABLE returned AS
WITH back AS (
    SELECT result, min(moment) AS moment FROM push_back WHERE NOT early AND NOT wrong_recipient GROUP BY result
)
SELECT r.case_id, r.actor AS obligor, became(back.moment, term.push_back_due, r.day) AS status
FROM supervision AS r
LEFT JOIN term ON term.day = r.day
LEFT JOIN back ON back.result = r.row;

-- 5. The platform (2.4e, 2.4f) ---------------------------------------------------------------------------------------

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

-- 6. What is answered ------------------------------------------------------------------------------------------------

CREATE TEMP TABLE duty AS
SELECT '2.6b' AS norm, case_id AS subject, 'bureau' AS obligor, addressee, push_status AS status FROM delivery
UNION ALL
SELECT '2.6c', case_id, 'bureau', addressee, notice_status FROM delivery
UNION ALL
SELECT unnest(['2.6b', '2.6c']), case_id, NULL, NULL, 'undetermined' FROM decision WHERE standing <> 'competent'
UNION ALL
SELECT '2.6d', case_id, obligor, 'bureau', status FROM returned
UNION ALL
SELECT '2.4e', case_id, obligor, NULL, CASE WHEN offline THEN 'missed' ELSE 'fulfilled' END FROM online
UNION ALL
SELECT '2.4f', case_id, obligor, NULL, CASE
        WHEN open THEN 'undetermined' WHEN done THEN 'fulfilled' WHEN stale THEN 'missed' ELSE 'outstanding' END
FROM upload WHERE NOT is_municipal;

CREATE TEMP TABLE finding AS
SELECT 'duplicate-event' AS code, 'info' AS severity, case_id AS subject, NULL::VARCHAR AS obligor, NULL::VARCHAR AS addressee
FROM log SEMI JOIN repeated USING (row)
UNION ALL
SELECT 'decided-without-competence', 'breach', case_id, holder, NULL FROM decision WHERE standing = 'incompetent'
UNION ALL
SELECT 'push-missing', lack(push_status = 'missed'), case_id, 'bureau', addressee FROM delivery
WHERE push_status IN ('missed', 'outstanding')
UNION ALL
SELECT 'push-late', 'breach', case_id, 'bureau', addressee FROM delivery WHERE push_status = 'late'
UNION ALL
SELECT 'notice-missing', lack(notice_status = 'missed'), case_id, 'bureau', addressee FROM delivery
WHERE notice_status IN ('missed', 'outstanding')
UNION ALL
SELECT 'notice-late', 'breach', case_id, 'bureau', addressee FROM delivery WHERE notice_status = 'late'
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
SELECT 'supervision-push-missing', lack(status = 'missed'), case_id, obligor, 'bureau' FROM returned
WHERE status IN ('missed', 'outstanding')
UNION ALL
SELECT 'supervision-push-late', 'breach', case_id, obligor, 'bureau' FROM returned WHERE status = 'late'
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
