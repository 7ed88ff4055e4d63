// Who is here: all actors and what ties them.
MATCH (a:Actor)-[r]->(b:Actor)
RETURN a, r, b LIMIT 300;

// What does Russia control, where is it present, and since when?
MATCH (russia:State {id: 'russia'})-[r:CONTROLS|PRESENT_IN]->(place:Actor)
RETURN type(r) AS tie, place.nameAr AS place, place.nameEn AS inEnglish, r.validFrom AS since, r.validTo AS until, r.ended AS over, r.quote AS sentence
ORDER BY tie, inEnglish;

// What held on a day? Change the day; what has no date may hold.
WITH date('2025-12-01') AS day
WITH day, duration.inDays(date('1970-01-01'), day).days AS n
MATCH (russia:State {id: 'russia'})-[r:CONTROLS|PRESENT_IN|SUPPORTS]->(other:Actor)
WHERE r.fromDay <= n AND r.toDay >= n
RETURN russia, r, other;

// Who met Putin, and when?
MATCH (a:Actor)-[r:MET]-(putin:Person {id: 'vladimir-putin'})
RETURN a.nameAr AS who, a.nameEn AS inEnglish, r.validFrom AS on, r.quote AS sentence
ORDER BY on;

// What changed in January 2026?
MATCH (c:Change) WHERE c.validDate STARTS WITH '2026-01'
MATCH (a:Actor {id: c.source}), (b:Actor {id: c.target})
RETURN c.validDate AS on, c.kind AS change, a.nameAr AS who, c.type AS tie, b.nameAr AS whom
ORDER BY on, c.cursor;

// How is Putin tied to the Syrian Democratic Forces?
MATCH p = allShortestPaths((:Person {id: 'vladimir-putin'})-[*..4]-(:ArmedForce {id: 'syrian-democratic-forces'}))
RETURN p;

// Show me the sentence: who says that Russia left Qamishli?
MATCH (a:Actor {id: 'russia'})-[r:WITHDREW_FROM]->(b:Actor {id: 'qamishli'})
MATCH (:Relation {id: r.id})<-[:OF]-(c:Claim)-[:IN]->(article:Article)
RETURN a, r, b, c, article;

// The sentences as a table, with their source.
MATCH (:Actor {id: 'russia'})-[r]->(b:Actor {id: 'qamishli'})
MATCH (:Relation {id: r.id})<-[:OF]-(c:Claim)-[:IN]->(article:Article)
RETURN type(r) AS tie, c.text AS sentence, article.source AS source, article.published AS published, c.rule AS rule;
