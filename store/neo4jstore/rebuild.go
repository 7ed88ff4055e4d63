package neo4jstore

import (
	"cmp"
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/adjacency"
	"rawabit/store/record"
)

// Rebuild is part of store.Writer. Nobody else writes meanwhile. What differs is
// written anew.
func (s *Store) Rebuild(ctx context.Context, progress func(done, total int)) (differed int, err error) {
	if err := s.open(ctx); err != nil {
		return 0, err
	}
	if err := s.relink(ctx); err != nil {
		return 0, err
	}
	err = s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		t, err := s.begin(ctx, inner)
		if err != nil {
			return err
		}
		if err := t.lockAll(ctx); err != nil {
			return err
		}
		if t.decisions, err = t.knownDecisions(ctx); err != nil {
			return err
		}
		log, err := t.log(ctx)
		if err != nil {
			return err
		}
		fresh, err := record.Replay(ctx, log, progress)
		if err != nil {
			return err
		}
		stored, err := t.computed(ctx)
		if err != nil {
			return err
		}
		right := fresh.Computed()
		spellOut(right.Versions)
		differed = len(record.Differences(stored, right))
		if differed == 0 {
			return nil
		}
		return t.replace(ctx, right)
	})
	if err == nil && differed > 0 {
		s.bell.Ring()
	}
	return differed, err
}

// relink finds the edges beside which nodes stand, where ids of elements have
// changed.
func (s *Store) relink(ctx context.Context) error {
	return s.run(ctx, `MATCH (:Actor)-[r]->(:Actor) CALL (r) {
		MATCH (n:Current {id: r.id}) WHERE n.edge IS NULL OR n.edge <> elementId(r) SET n.edge = elementId(r) } IN TRANSACTIONS OF 10000 ROWS`, nil)
}

// log reads all that the store was told, in the order in which it was committed:
// transactions that ran side by side may have taken their places in the log in
// another order.
func (t *tx) log(ctx context.Context) (record.Log, error) {
	log := record.Log{Decisions: t.decisions}
	err := t.all(ctx, "MATCH (a:Actor) RETURN "+propertiesOf("a"), nil, func(v []any) { log.Actors = append(log.Actors, *decodeActor(v[0])) })
	if err != nil {
		return log, err
	}
	batches := map[int64]int64{} // number by recording time
	err = t.all(ctx, "MATCH (b:Batch) RETURN b.at, b.number", nil, func(v []any) { batches[moment(v[0]).UnixMicro()] = number(v[1]) })
	if err != nil {
		return log, err
	}
	err = t.all(ctx, "MATCH (c:Claim) RETURN "+propertiesOf("c"), nil, func(v []any) { log.Claims = append(log.Claims, *decodeClaim(v[0])) })
	if err != nil {
		return log, err
	}
	slices.SortFunc(log.Claims, func(a, b schema.Claim) int {
		return cmp.Or(cmp.Compare(batches[a.RecordedAt.UnixMicro()], batches[b.RecordedAt.UnixMicro()]), cmp.Compare(a.Sequence, b.Sequence))
	})
	for i := range log.Claims {
		log.Claims[i].Sequence = int64(i + 1)
	}
	return log, nil
}

// computed reads all versions and changes.
func (t *tx) computed(ctx context.Context) (record.Computed, error) {
	var c record.Computed
	take := func(v []any) { c.Versions = append(c.Versions, record.Version{Relation: *decodeVersion(v[0])}) }
	err := t.all(ctx, "MATCH (n:Current) "+edgeOf("n", "r", "s", "t")+"RETURN "+versionExpression(currentVersion, "n.claims", "n.aliases"), nil, take)
	if err != nil {
		return c, err
	}
	err = t.all(ctx, "MATCH (r:Past) "+endsOf("r", "s", "t")+"RETURN "+versionExpression(pastVersion, "r.claims", "r.aliases"), nil, take)
	if err != nil {
		return c, err
	}
	err = t.all(ctx, "MATCH (c:Change) RETURN "+propertiesOf("c"), nil, func(v []any) { c.Changes = append(c.Changes, *decodeChange(v[0])) })
	return c, err
}

// spellOut gives past versions the lists of their claims, which are told by those
// of the next versions.
func spellOut(versions []record.Version) {
	slices.SortFunc(versions, func(a, b record.Version) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(b.Version, a.Version))
	})
	for i := range versions {
		if v := &versions[i]; v.Before != "" {
			v.Claims = adjacency.ClaimsOfDiff(v.Before, versions[i-1].Claims)
			v.Before = ""
		}
	}
}

// replace writes all versions and changes anew.
func (t *tx) replace(ctx context.Context, c record.Computed) error {
	for _, statement := range []string{
		"MATCH (:Actor)-[r]->(:Actor) DELETE r",
		"MATCH (n:Relation) DETACH DELETE n",
		"MATCH (a:Alias) DELETE a",
		"MATCH (c:Change) DELETE c",
	} {
		if err := t.all(ctx, statement, nil, nil); err != nil {
			return err
		}
	}
	var current []schema.Relation
	var past []properties
	for i := range c.Versions {
		r := &c.Versions[i].Relation
		if r.RetractedAt.IsZero() {
			current = append(current, *r)
		} else {
			past = append(past, pastProperties(r))
		}
	}
	if err := each(ctx, t, "UNWIND $rows AS row CREATE (p:Relation:Past) SET p = row", past, nil); err != nil {
		return err
	}
	if err := t.putVersions(ctx, current, nil); err != nil {
		return err
	}
	rows := make([]properties, len(c.Changes))
	last := int64(0)
	for i := range c.Changes {
		rows[i] = changeProperties(&c.Changes[i])
		last = max(last, c.Changes[i].Cursor)
	}
	if err := each(ctx, t, "UNWIND $rows AS row CREATE (c:Change) SET c = row", rows, nil); err != nil {
		return err
	}
	return t.all(ctx, "MATCH (c:Counter {name: 'changes'}) SET c.value = $last", map[string]any{"last": last}, nil)
}

var _ store.Writer = (*Store)(nil)
