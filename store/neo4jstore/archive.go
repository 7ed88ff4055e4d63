package neo4jstore

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/record"
)

// Dump is part of store.Archive. The database holds no state still for a reader:
// where anything was written meanwhile, the dump ends with an error.
func (s *Store) Dump(ctx context.Context, yield func(*store.Transaction) error) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	before, err := s.written(ctx)
	if err != nil {
		return err
	}
	d := &dump{store: s, batches: map[int64]int64{}}
	defer d.close(ctx)
	err = s.readAll(ctx, "MATCH (b:Batch) RETURN b.at, b.number", nil, func(v []any) error {
		d.batches[moment(v[0]).UnixMicro()] = number(v[1])
		return nil
	})
	if err == nil {
		err = record.Dump(ctx, d.content(), yield)
	}
	if err != nil {
		return s.explain(ctx, err)
	}
	after, err := s.written(ctx)
	if err == nil && after != before {
		err = schema.Errorf(schema.CodeConflict, "the database was written while it was read: stop what writes into it, and begin again")
	}
	return err
}

// written tells how far the database is written.
func (s *Store) written(ctx context.Context) (mark [3]int64, err error) {
	err = s.read(ctx, "MATCH (l:Counter {name: 'log'}) MATCH (c:Counter {name: 'changes'}) RETURN l.claims, c.value, c.batches", nil, func(v []any) error {
		mark = [3]int64{number(v[0]), number(v[1]), number(v[2])}
		return nil
	})
	return mark, err
}

// dump reads the content of a database in several streams at once.
type dump struct {
	store    *Store
	batches  map[int64]int64 // numbers by recording times
	sessions []neo4j.SessionWithContext
}

func (d *dump) close(ctx context.Context) {
	for _, session := range d.sessions {
		_ = session.Close(context.WithoutCancel(ctx))
	}
}

// rows is a stream over the rows of a statement, which begins when its first
// entry is asked for.
func rows[T any](d *dump, statement string, decode func(v []any) (T, time.Time)) record.Stream[T] {
	var result neo4j.ResultWithContext
	return func(ctx context.Context) (entry T, at time.Time, ok bool, err error) {
		if result == nil {
			session := d.store.session(ctx, neo4j.AccessModeRead)
			d.sessions = append(d.sessions, session)
			d.store.trace(statement, nil)
			if result, err = session.Run(ctx, statement, nil); err != nil {
				return entry, at, false, err
			}
		}
		if !result.Next(ctx) {
			return entry, at, false, result.Err()
		}
		entry, at = decode(result.Record().Values)
		return entry, at, true, nil
	}
}

func (d *dump) content() *record.Content {
	return &record.Content{
		Articles: rows(d, "MATCH (a:Article) WITH a ORDER BY a.recordedAt, a.id RETURN "+articleExpression("a", true)+
			", a.recordedAt, COLLECT { MATCH (m:Mention)-[:IN]->(a) RETURN "+propertiesOf("m")+" }", func(v []any) (record.Printed, time.Time) {
			p := record.Printed{Article: *decodeArticle(v[0])}
			for _, group := range list(v[2]) {
				for _, m := range decodeMentions(group) {
					p.Mentions = append(p.Mentions, *m)
				}
			}
			return p, moment(v[1])
		}),
		Claims: rows(d, "MATCH (c:Claim) WITH c ORDER BY c.recordedAt, c.sequence RETURN "+propertiesOf("c"), func(v []any) (schema.Claim, time.Time) {
			c := decodeClaim(v[0])
			return *c, c.RecordedAt
		}),
		Decisions: rows(d, "MATCH (d:Decision) WITH d ORDER BY d.sequence RETURN "+decisionExpression, func(v []any) (schema.Decision, time.Time) {
			x := decodeDecision(v[0])
			return x, x.At
		}),
		Versions: record.Merge(
			rows(d, "MATCH (n:Current) "+edgeOf("n", "r", "s", "t")+"WITH n, r, s, t ORDER BY r.recordedAt RETURN "+
				versionExpression(currentVersion, "n.claims", "n.aliases"), decodeRecorded),
			rows(d, "MATCH (r:Past) WITH r, {id: r.source} AS s, {id: r.target} AS t ORDER BY r.recordedAt RETURN "+
				versionExpression(pastVersion, "r.claims", "r.aliases"), decodeRecorded),
		),
		Retired: rows(d, "MATCH (r:Past) WITH r ORDER BY r.retractedAt RETURN r.id, r.version, r.type, r.source, r.target, r.retractedAt", func(v []any) (store.Retirement, time.Time) {
			return store.Retirement{
				ID: schema.RelationID(text(v[0])), Version: int(number(v[1])), Type: schema.RelationType(text(v[2])),
				Source: schema.ActorID(text(v[3])), Target: schema.ActorID(text(v[4])),
			}, moment(v[5])
		}),
		Changes: rows(d, "MATCH (c:Change) WITH c ORDER BY c.recordedAt, c.cursor RETURN "+propertiesOf("c")+", c.before, c.after", func(v []any) (schema.Change, time.Time) {
			c := decodeChange(v[0])
			c.Before, c.After = cutPastKey(text(v[1])), cutPastKey(text(v[2]))
			return *c, c.RecordedAt
		}),
		Actors:    d.actors,
		EachActor: d.eachActor,
		Number:    func(at time.Time) int64 { return d.batches[at.UnixMicro()] },
	}
}

func decodeRecorded(v []any) (schema.Relation, time.Time) {
	r := decodeVersion(v[0])
	return *r, r.RecordedAt
}

// cutPastKey reads what pastKey wrote.
func cutPastKey(key string) *schema.Relation {
	at := strings.LastIndexByte(key, '#')
	if at < 0 {
		return nil
	}
	n, _ := strconv.Atoi(key[at+1:])
	return &schema.Relation{ID: schema.RelationID(key[:at]), Version: n}
}

func (d *dump) actors(ctx context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	out := make(map[schema.ActorID]schema.Actor, len(ids))
	err := d.store.readAll(ctx, "UNWIND $rows AS id MATCH (a:Actor {id: id}) RETURN "+propertiesOf("a"), map[string]any{"rows": plain(ids)}, func(v []any) error {
		a := decodeActor(v[0])
		out[a.ID] = *a
		return nil
	})
	return out, err
}

func (d *dump) eachActor(ctx context.Context, f func(*schema.Actor) error) error {
	next := rows(d, "MATCH (a:Actor) WITH a ORDER BY a.id RETURN "+propertiesOf("a"), func(v []any) (*schema.Actor, time.Time) {
		return decodeActor(v[0]), time.Time{}
	})
	for {
		a, _, ok, err := next(ctx)
		if err != nil || !ok {
			return err
		}
		if err := f(a); err != nil {
			return err
		}
	}
}

// Restore is part of store.Archive. Nobody else writes meanwhile.
func (s *Store) Restore(ctx context.Context, list []store.Transaction) error {
	var results []*record.Result
	err := s.write(ctx, func(inner neo4j.ManagedTransaction) error {
		results = nil
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
		for i := range list {
			if err := t.renumber(ctx, len(list[i].Claims), list[i].At); err != nil {
				return err
			}
			result, err := record.Restore(ctx, t, &list[i])
			if err != nil {
				return err
			}
			results = append(results, result)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range results {
		s.wrote(r)
	}
	return nil
}

// renumber takes positions of the log, as number does, at a time that was.
func (t *tx) renumber(ctx context.Context, claims int, at time.Time) error {
	t.at = at
	return t.all(ctx, `MATCH (c:Counter {name: 'log'}) SET c.locked = true
		WITH c SET c.claims = c.claims + $n, c.at = CASE WHEN c.at < $at THEN $at ELSE c.at END RETURN c.claims - $n`,
		map[string]any{"n": claims, "at": at.UTC()}, func(v []any) { t.sequence = number(v[0]) })
}
