package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/schema"
	"rawabit/store/record"
	"rawabit/timeline"
)

// chunk is how many rows one statement of a transaction is given.
const chunk = 5000

// tx is an open transaction: the record.Tx of this store.
type tx struct {
	store *Store
	inner neo4j.ManagedTransaction

	at        time.Time         // the recording time
	sequence  int64             // of the claim that was put last
	decisions []schema.Decision // all, those put by this transaction included
	published map[schema.ArticleID]int64
	contained map[schema.ActorID]bool // actors that are stored within or as part of another
	named     bool                    // actors were written
	counted   bool                    // it has its number

	// The claims that were put are written by Apply, in one go with what they come
	// to; until then they are found here.
	fresh map[timeline.Unit][]*schema.Claim
	filed []record.Filed
	// asserted holds the imports of the relations that were asked for, once nobody
	// else can add any.
	asserted map[schema.RelationID][]schema.Claim
}

var _ record.Tx = (*tx)(nil)
var _ timeline.Historian = (*tx)(nil)

// all runs a statement and hands over its records.
func (t *tx) all(ctx context.Context, statement string, parameters map[string]any, take func(values []any)) error {
	t.store.trace(statement, parameters)
	result, err := t.inner.Run(ctx, statement, parameters)
	if err != nil {
		return fmt.Errorf("%.60s: %w", statement, err)
	}
	for result.Next(ctx) {
		if take != nil {
			take(result.Record().Values)
		}
	}
	if err := result.Err(); err != nil {
		return fmt.Errorf("%.60s: %w", statement, err)
	}
	return nil
}

// each runs a statement over rows, as many at a time as a statement should be
// given; it reads them as $rows.
func each[T any](ctx context.Context, t *tx, statement string, rows []T, take func(values []any)) error {
	for part := range slices.Chunk(rows, chunk) {
		if err := t.all(ctx, statement, map[string]any{"rows": part}, take); err != nil {
			return err
		}
	}
	return nil
}

// StoredArticles is part of record.Tx.
func (t *tx) StoredArticles(ctx context.Context, ids []schema.ArticleID) (map[schema.ArticleID]bool, error) {
	out := map[schema.ArticleID]bool{}
	err := each(ctx, t, "UNWIND $rows AS id MATCH (a:Article {id: id}) RETURN a.id", plain(ids), func(v []any) { out[schema.ArticleID(text(v[0]))] = true })
	return out, err
}

// StoredActors is part of record.Tx.
func (t *tx) StoredActors(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	out := make(map[schema.ActorID]schema.Actor, len(ids))
	err := each(ctx, t, "UNWIND $rows AS id MATCH (a:Actor {id: id}) RETURN "+propertiesOf("a"), plain(ids), func(v []any) {
		a := decodeActor(v[0])
		out[a.ID] = *a
		if a.Within != "" || a.PartOf != "" {
			t.contained[a.ID] = true
		}
	})
	return out, err
}

// claims runs a statement that gives claims.
func (t *tx) claims(ctx context.Context, statement string, rows []string, take func(c schema.Claim)) error {
	return each(ctx, t, statement+" RETURN "+propertiesOf("c"), rows, func(v []any) { take(*decodeClaim(v[0])) })
}

// StoredClaims is part of record.Tx.
func (t *tx) StoredClaims(ctx context.Context, ids []schema.ClaimID) (map[schema.ClaimID]schema.Claim, error) {
	out := map[schema.ClaimID]schema.Claim{}
	err := t.claims(ctx, "UNWIND $rows AS id MATCH (c:Claim {id: id})", plain(ids), func(c schema.Claim) { out[c.ID] = c })
	return out, err
}

// StoredMentions is part of record.Tx.
func (t *tx) StoredMentions(ctx context.Context, actor schema.ActorID, ids []schema.MentionID) (map[schema.MentionID]schema.Mention, error) {
	wanted := make(map[schema.MentionID]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	out := map[schema.MentionID]schema.Mention{}
	err := t.all(ctx, "MATCH (m:Mention {actor: $actor}) WHERE any(id IN m.ids WHERE id IN $ids) RETURN "+propertiesOf("m"),
		map[string]any{"actor": string(actor), "ids": plain(ids)}, func(v []any) {
			for _, m := range decodeMentions(v[0]) {
				if wanted[m.ID] {
					out[m.ID] = *m
				}
			}
		})
	return out, err
}

// StoredDecision is part of record.Tx.
func (t *tx) StoredDecision(_ context.Context, id schema.DecisionID) (*schema.Decision, error) {
	for i := range t.decisions {
		if t.decisions[i].ID == id {
			d := t.decisions[i]
			return &d, nil
		}
	}
	return nil, nil
}

// Assertions is part of record.Tx. It is asked for relations that are locked.
func (t *tx) Assertions(ctx context.Context, relations []schema.RelationID) (map[schema.RelationID][]schema.Claim, error) {
	var unknown []schema.RelationID
	for _, id := range relations {
		if _, ok := t.asserted[id]; !ok {
			unknown = append(unknown, id)
			t.asserted[id] = nil
		}
	}
	err := t.claims(ctx, "UNWIND $rows AS id MATCH (c:Claim) USING INDEX c:Claim(relation) WHERE c.relation = id WITH c ORDER BY c.sequence", plain(unknown), func(c schema.Claim) {
		t.asserted[c.Relation] = append(t.asserted[c.Relation], c)
	})
	out := map[schema.RelationID][]schema.Claim{}
	for _, id := range relations {
		if claims := t.asserted[id]; len(claims) > 0 {
			out[id] = claims
		}
	}
	return out, err
}

// ClaimsNaming is part of record.Tx.
func (t *tx) ClaimsNaming(ctx context.Context, actors []schema.ActorID) ([]schema.Claim, error) {
	var out []schema.Claim
	err := t.all(ctx, "MATCH (c:Claim) WHERE c.source IN $ids OR c.target IN $ids OR any(id IN c.roleActors WHERE id IN $ids) RETURN "+propertiesOf("c"),
		map[string]any{"ids": plain(actors)}, func(v []any) { out = append(out, *decodeClaim(v[0])) })
	return out, err
}

// ClaimsOf is part of record.Tx.
func (t *tx) ClaimsOf(ctx context.Context, article schema.ArticleID) ([]schema.Claim, error) {
	var out []schema.Claim
	err := t.claims(ctx, "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN]-(c:Claim)", []string{string(article)}, func(c schema.Claim) { out = append(out, c) })
	return out, err
}

// Merges is part of record.Tx.
func (t *tx) Merges(context.Context) ([]schema.Decision, error) {
	var out []schema.Decision
	for _, d := range t.decisions {
		if bindsActors(&d) {
			out = append(out, d)
		}
	}
	return out, nil
}

// bindsActors reports whether a decision merges actors, or undoes that, and so
// bears on claims that come later, too.
func bindsActors(d *schema.Decision) bool {
	return d.Kind == schema.DecideMerge || d.Kind == schema.DecideUndo && len(d.Claims) == 0
}

// Decisions is part of timeline.Source.
func (t *tx) Decisions(_ context.Context, claims []schema.ClaimID) ([]schema.Decision, error) {
	if len(t.decisions) == 0 {
		return nil, nil
	}
	about := make(map[schema.ClaimID]bool, len(claims))
	for _, id := range claims {
		about[id] = true
	}
	var out []schema.Decision
	for _, d := range t.decisions {
		if bindsActors(&d) || slices.ContainsFunc(d.Claims, func(id schema.ClaimID) bool { return about[id] }) {
			out = append(out, d)
		}
	}
	return out, nil
}

// NextDecision is part of record.Tx.
func (t *tx) NextDecision(context.Context) (int64, error) {
	if n := len(t.decisions); n > 0 {
		return t.decisions[n-1].Sequence + 1, nil
	}
	return 1, nil
}

// Claims is part of timeline.Source. The units of imports are not stored: the
// claims tell what they are imports of.
func (t *tx) Claims(ctx context.Context, units []timeline.Unit) ([]schema.Claim, error) {
	var homes []string
	var imports []schema.RelationID
	var out []schema.Claim
	seen := map[schema.ClaimID]bool{}
	take := func(c schema.Claim) {
		if !seen[c.ID] {
			seen[c.ID] = true
			out = append(out, c)
		}
	}
	for _, u := range units {
		if id, ok := importOf(u); ok {
			imports = append(imports, id)
		} else {
			homes = append(homes, string(u))
		}
		for _, c := range t.fresh[u] {
			take(*c)
		}
	}
	err := t.claims(ctx, "UNWIND $rows AS unit CALL (unit) { MATCH (c:Claim) USING INDEX c:Claim(home) WHERE c.home = unit RETURN c UNION ALL MATCH (:Unit {key: unit})<-[:FILED]-(c:Claim) RETURN c }", homes, take)
	if err != nil {
		return nil, err
	}
	former, err := t.Assertions(ctx, imports)
	for _, claims := range former {
		for i := range claims {
			take(claims[i])
		}
	}
	return out, err
}

// Filings is part of record.Tx.
func (t *tx) Filings(ctx context.Context, claims []schema.ClaimID) ([]timeline.Unit, error) {
	var units []timeline.Unit
	err := each(ctx, t, "UNWIND $rows AS id MATCH (c:Claim {id: id}) RETURN c.home, c.relation, COLLECT { MATCH (c)-[:FILED]->(u) RETURN u.key }", plain(claims), func(v []any) {
		units = append(units, timeline.Unit(text(v[0])))
		if id := text(v[1]); id != "" {
			units = append(units, importUnit(schema.RelationID(id)))
		}
		units = append(units, texts[timeline.Unit](v[2])...)
	})
	slices.Sort(units)
	return slices.Compact(units), err
}

// Relations is part of timeline.Source.
func (t *tx) Relations(ctx context.Context, units []timeline.Unit) ([]schema.Relation, error) {
	var out []schema.Relation
	err := each(ctx, t, "UNWIND $rows AS unit MATCH (n:Current) USING INDEX n:Current(home) WHERE n.home = unit "+edgeOf("n", "r", "s", "t")+"RETURN "+
		versionExpression(currentVersion, "n.claims", "n.aliases"), plain(units), func(v []any) { out = append(out, *decodeVersion(v[0])) })
	return out, err
}

// LastVersions is part of timeline.Historian.
func (t *tx) LastVersions(ctx context.Context, ids []schema.RelationID) (map[schema.RelationID]int, error) {
	out := map[schema.RelationID]int{}
	err := each(ctx, t, "UNWIND $rows AS id CALL (id) { MATCH (n:Current {id: id}) RETURN n.version AS version UNION ALL MATCH (p:Past) USING INDEX p:Past(id) WHERE p.id = id RETURN p.version AS version } RETURN id, max(version)",
		plain(ids), func(v []any) { out[schema.RelationID(text(v[0]))] = int(number(v[1])) })
	return out, err
}

// Containers is part of timeline.Source.
func (t *tx) Containers(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	out := map[schema.ActorID][]schema.ActorID{}
	err := each(ctx, t, "UNWIND $rows AS id MATCH path = (:Scope {id: id})-[:WITHIN*1..30]->(o) WITH id, o, length(path) AS steps ORDER BY id, steps RETURN id, collect(o.id)",
		plain(places), func(v []any) {
			place := schema.ActorID(text(v[0]))
			var chain []schema.ActorID
			for _, id := range texts[schema.ActorID](v[1]) {
				if id == place || slices.Contains(chain, id) {
					break // the registry runs in a circle
				}
				chain = append(chain, id)
			}
			if len(chain) > 0 {
				out[place] = chain
			}
		})
	return out, err
}

// Contents is part of timeline.Source.
func (t *tx) Contents(ctx context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	out := map[schema.ActorID][]schema.ActorID{}
	err := each(ctx, t, "UNWIND $rows AS id MATCH (:Scope {id: id})<-[:WITHIN*1..30]-(i) WHERE i.id <> id RETURN id, collect(DISTINCT i.id)",
		plain(places), func(v []any) { out[schema.ActorID(text(v[0]))] = texts[schema.ActorID](v[1]) })
	return out, err
}
