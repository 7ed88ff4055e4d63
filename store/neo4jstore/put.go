package neo4jstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/record"
	"rawabit/timeline"
)

// PutArticles is part of record.Tx.
func (t *tx) PutArticles(ctx context.Context, articles []schema.Article, at time.Time) error {
	rows := make([]properties, len(articles))
	for i := range articles {
		rows[i] = articleProperties(&articles[i], at)
		t.published[articles[i].ID] = store.ArticleCursor(&articles[i]).Rank
	}
	return each(ctx, t, "UNWIND $rows AS row CREATE (a:Article) SET a = row", rows, nil)
}

// PutActors is part of record.Tx. Actors are written in the order of their ids,
// so that two transactions never wait for each other.
func (t *tx) PutActors(ctx context.Context, actors []schema.Actor) error {
	sorted := slices.SortedFunc(slices.Values(actors), func(a, b schema.Actor) int { return cmp.Compare(a.ID, b.ID) })
	rows := make([]properties, len(sorted))
	var scopes []properties
	for i := range sorted {
		a := &sorted[i]
		rows[i] = properties{"id": string(a.ID), "label": a.Type.Label(), "actor": actorProperties(a, t.at)}
		if a.PartOf != "" || a.Within != "" || t.contained[a.ID] {
			t.contained[a.ID] = true
			scopes = append(scopes, properties{"id": string(a.ID), "partOf": string(a.PartOf), "within": string(a.Within)})
		}
	}
	t.named = t.named || len(rows) > 0
	err := each(ctx, t, "UNWIND $rows AS row MERGE (a:Actor {id: row.id}) SET a = row.actor "+
		"REMOVE a:Person:State:ArmedForce:Organization:Place:Facility:Group SET a:$(row.label)", rows, nil)
	if err != nil || len(scopes) == 0 {
		return err
	}
	return each(ctx, t, `UNWIND $rows AS row MERGE (s:Scope {id: row.id})
		WITH row, s CALL (s) { MATCH (s)-[old:WITHIN|ORGAN_OF]->() DELETE old }
		FOREACH (_ IN CASE row.within WHEN '' THEN [] ELSE [1] END | MERGE (o:Scope {id: row.within}) MERGE (s)-[:WITHIN]->(o))
		FOREACH (_ IN CASE row.partOf WHEN '' THEN [] ELSE [1] END | MERGE (o:Scope {id: row.partOf}) MERGE (s)-[:ORGAN_OF]->(o))`, scopes, nil)
}

// PutMentions is part of record.Tx.
func (t *tx) PutMentions(ctx context.Context, mentions []schema.Mention) error {
	var rows []properties
	for _, group := range groupMentions(mentions) {
		rows = append(rows, mentionProperties(group, t.published[group[0].Article]))
	}
	return each(ctx, t, "UNWIND $rows AS row MATCH (a:Article {id: row.article}) CREATE (m:Mention)-[:IN]->(a) SET m = row", rows, nil)
}

// PutClaims is part of record.Tx.
func (t *tx) PutClaims(_ context.Context, claims []record.Filed) error {
	for _, f := range claims {
		t.sequence++
		f.Claim.Sequence = t.sequence
		for _, u := range f.Units {
			t.fresh[u] = append(t.fresh[u], f.Claim)
		}
	}
	t.filed = append(t.filed, claims...)
	return nil
}

// writeClaims writes the claims that were put.
func (t *tx) writeClaims(ctx context.Context) error {
	claims := t.filed
	t.filed, t.fresh = nil, map[timeline.Unit][]*schema.Claim{}
	var told, others []properties
	for _, f := range claims {
		p := claimProperties(f.Claim, f.Units[0])
		if f.Claim.Article != "" {
			told = append(told, p)
		} else {
			others = append(others, p)
		}
	}
	if err := each(ctx, t, "UNWIND $rows AS row MATCH (a:Article {id: row.article}) CREATE (c:Claim)-[:IN]->(a) SET c = row", told, nil); err != nil {
		return err
	}
	if err := each(ctx, t, "UNWIND $rows AS row CREATE (c:Claim) SET c = row", others, nil); err != nil {
		return err
	}
	return t.file(ctx, claims, true)
}

// File is part of record.Tx.
func (t *tx) File(ctx context.Context, claims []record.Filed) error {
	return t.file(ctx, claims, false)
}

// file files claims under units other than that of their home property, which a
// fresh claim has as its first.
func (t *tx) file(ctx context.Context, claims []record.Filed, fresh bool) error {
	var rows []properties
	for _, f := range claims {
		units := f.Units
		if fresh {
			units = units[1:]
		}
		for _, u := range units {
			if _, ok := importOf(u); !ok {
				rows = append(rows, properties{"claim": string(f.Claim.ID), "unit": string(u)})
			}
		}
	}
	slices.SortFunc(rows, func(a, b properties) int {
		return cmp.Or(cmp.Compare(a["unit"].(string), b["unit"].(string)), cmp.Compare(a["claim"].(string), b["claim"].(string)))
	})
	return each(ctx, t, "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) WHERE c.home <> row.unit MERGE (u:Unit {key: row.unit}) MERGE (c)-[:FILED]->(u)", rows, nil)
}

// PutDecision is part of record.Tx.
func (t *tx) PutDecision(ctx context.Context, d schema.Decision) error {
	t.decisions = append(t.decisions[:len(t.decisions):len(t.decisions)], d)
	return each(ctx, t, "UNWIND $rows AS row CREATE (d:Decision) SET d = row", []properties{decisionProperties(&d)}, nil)
}

// Apply is part of record.Tx: claims, past versions, then current ones, then the changes
// with the counter of their cursors, which is locked last and for the shortest
// time.
func (t *tx) Apply(ctx context.Context, delta *timeline.Delta) error {
	kept := make(map[schema.RelationID]*schema.Relation, len(delta.Relations))
	for i := range delta.Relations {
		kept[delta.Relations[i].ID] = &delta.Relations[i]
	}
	was := make(map[schema.RelationID]*schema.Relation, len(delta.Retired))
	for i := range delta.Retired {
		was[delta.Retired[i].ID] = &delta.Retired[i]
	}
	if err := t.writeClaims(ctx); err != nil {
		return err
	}
	if err := t.retire(ctx, delta.Retired, kept); err != nil {
		return err
	}
	if err := t.putVersions(ctx, delta.Relations, was); err != nil {
		return err
	}
	return t.putChanges(ctx, delta.Changes)
}

// moved reports whether a new version has its edge elsewhere.
func moved(was, is *schema.Relation) bool {
	return was.Type != is.Type || was.Source != is.Source || was.Target != is.Target
}

// retire makes past versions of current ones: the edges go where no version
// follows or the next one has other ends.
func (t *tx) retire(ctx context.Context, retired []schema.Relation, kept map[schema.RelationID]*schema.Relation) error {
	rows := make([]properties, 0, len(retired))
	for i := range retired {
		r := &retired[i]
		next := kept[r.ID]
		rows = append(rows, properties{
			"id": string(r.ID), "key": pastKey(r.ID, r.Version), "at": r.RetractedAt.UTC(),
			"gone": next == nil, "unlink": next == nil || moved(r, next),
		})
	}
	return each(ctx, t, `UNWIND $rows AS row MATCH (n:Current {id: row.id}) WITH row, n, n.edge AS edge MATCH (s)-[e]->(t) WHERE elementId(e) = edge
		CREATE (p:Relation:Past) SET p = properties(e), p.key = row.key, p.type = type(e), p.source = s.id, p.target = t.id,
			p.claims = n.claims, p.aliases = n.aliases, p.retractedAt = row.at
		FOREACH (_ IN CASE WHEN row.unlink THEN [1] ELSE [] END | DELETE e)
		FOREACH (_ IN CASE WHEN row.gone THEN [1] ELSE [] END | DETACH DELETE n)`, rows, nil)
}

// putVersions writes the new current versions.
func (t *tx) putVersions(ctx context.Context, relations []schema.Relation, was map[schema.RelationID]*schema.Relation) error {
	var fresh, next, elsewhere, aliases []properties
	var evidence, former []properties
	for i := range relations {
		r := &relations[i]
		row := properties{"id": string(r.ID), "type": string(r.Type), "source": string(r.Source), "target": string(r.Target), "edge": edgeProperties(r), "node": nodeProperties(r)}
		old := was[r.ID]
		switch {
		case old == nil:
			fresh = append(fresh, row)
		case moved(old, r):
			elsewhere = append(elsewhere, row)
		default:
			next = append(next, row)
		}
		for _, id := range r.Aliases {
			aliases = append(aliases, properties{"id": string(id), "relation": string(r.ID)})
		}
		evidence = append(evidence, links(r, old)...)
		if old != nil {
			former = append(former, links(old, r)...)
		}
	}
	const edge = "UNWIND $rows AS row MATCH (s:Actor {id: row.source}) MATCH (t:Actor {id: row.target}) CREATE (s)-[e:$(row.type)]->(t) SET e = row.edge WITH row, e "
	for _, step := range []struct {
		statement string
		rows      []properties
	}{
		{edge + "CREATE (n:Relation:Current) SET n = row.node, n.edge = elementId(e)", fresh},
		{edge + "MATCH (n:Current {id: row.id}) SET n = row.node, n.edge = elementId(e)", elsewhere},
		{"UNWIND $rows AS row MATCH (n:Current {id: row.id}) WITH row, n, n.edge AS edge MATCH ()-[e]->() WHERE elementId(e) = edge SET e = row.edge SET n = row.node, n.edge = edge", next},
		{"UNWIND $rows AS row MATCH (:Current {id: row.id})<-[o:OF]-(c:Claim {id: row.claim}) DELETE o", former},
		{"UNWIND $rows AS row MATCH (n:Current {id: row.id}) MATCH (c:Claim {id: row.claim}) WHERE c.article IS NOT NULL CREATE (c)-[:OF]->(n)", evidence},
		{"UNWIND $rows AS row MERGE (a:Alias {id: row.id}) SET a.relation = row.relation", aliases},
	} {
		if err := each(ctx, t, step.statement, step.rows, nil); err != nil {
			return err
		}
	}
	return nil
}

// links lists the claims of a version that another one has not. What was only
// imported has no evidence.
func links(r, other *schema.Relation) []properties {
	if r.Article == "" {
		return nil
	}
	var rows []properties
	for _, id := range r.Claims {
		if other == nil || other.Article == "" || !slices.Contains(other.Claims, id) {
			rows = append(rows, properties{"id": string(r.ID), "claim": string(id)})
		}
	}
	return rows
}

// putChanges adds the changes and numbers them. The transaction commits right
// after it, so that cursors are given in the order of commits.
func (t *tx) putChanges(ctx context.Context, changes []schema.Change) error {
	rows := make([]properties, len(changes))
	for i := range changes {
		rows[i] = changeProperties(&changes[i])
	}
	base, err := t.count(ctx, len(rows))
	if err != nil {
		return err
	}
	for i := range changes {
		changes[i].Cursor = base + int64(i) + 1
		rows[i]["cursor"] = changes[i].Cursor
	}
	return each(ctx, t, "UNWIND $rows AS row CREATE (c:Change) SET c = row", rows, nil)
}

// count gives the transaction its number, by which others find what it wrote, and
// takes n cursors; it returns the one before them.
func (t *tx) count(ctx context.Context, n int) (base int64, err error) {
	t.counted = true
	err = t.all(ctx, `MATCH (c:Counter {name: 'changes'}) SET c.locked = true
		WITH c SET c.value = c.value + $n, c.batches = c.batches + 1
		MERGE (b:Batch {at: $at}) SET b.number = c.batches RETURN c.value - $n`,
		map[string]any{"n": n, "at": t.at.UTC()}, func(v []any) { base = number(v[0]) })
	return base, err
}

// finish numbers a transaction that wrote actors and brought no relation.
func (t *tx) finish(ctx context.Context) error {
	if t.counted || !t.named {
		return nil
	}
	_, err := t.count(ctx, 0)
	return err
}
