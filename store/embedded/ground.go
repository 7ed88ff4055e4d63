package embedded

import (
	"context"
	"database/sql"

	"rawabit/schema"
	"rawabit/store/adjacency"
)

// ground is where a claim stands: the number of its article and where it begins
// there.
type ground struct{ article, start int64 }

// ground keeps which current relations an article is evidence of. former are the
// claims of the versions that were retired, by relation.
func (t *tx) ground(ctx context.Context, former map[schema.RelationID][]schema.ClaimID, relations []schema.Relation) error {
	type row struct {
		claim    schema.ClaimID
		relation schema.RelationID
	}
	var come, gone []row
	going := make(map[schema.RelationID]bool, len(relations))
	for i := range relations {
		r := &relations[i]
		going[r.ID] = true
		came, went := adjacency.ClaimsMoved(former[r.ID], r.Claims)
		for _, id := range came {
			come = append(come, row{id, r.ID})
		}
		for _, id := range went {
			gone = append(gone, row{id, r.ID})
		}
	}
	for relation, claims := range former {
		if going[relation] {
			continue
		}
		for _, id := range claims {
			gone = append(gone, row{id, relation})
		}
	}
	var unknown []schema.ClaimID
	for _, rows := range [...][]row{come, gone} {
		for _, r := range rows {
			if _, ok := t.fresh[r.claim]; !ok {
				unknown = append(unknown, r.claim)
			}
		}
	}
	if err := t.findGrounds(ctx, unknown); err != nil {
		return err
	}
	for _, r := range gone {
		if g := t.fresh[r.claim]; g.article != 0 {
			if err := t.exec(ctx, `DELETE FROM grounds WHERE article = ? AND start = ? AND relation = ?`, g.article, g.start, string(r.relation)); err != nil {
				return err
			}
		}
	}
	in := t.inserter(`INSERT OR IGNORE INTO grounds (article, start, relation) VALUES`, 3)
	for _, r := range come {
		if g := t.fresh[r.claim]; g.article != 0 {
			if err := in.add(ctx, g.article, g.start, string(r.relation)); err != nil {
				return err
			}
		}
	}
	return in.flush(ctx)
}

// findGrounds reads where stored claims stand; those of no article stand nowhere.
func (t *tx) findGrounds(ctx context.Context, ids []schema.ClaimID) error {
	if len(ids) == 0 {
		return nil
	}
	byHash := make(map[int64]schema.ClaimID, len(ids))
	for _, id := range ids {
		byHash[hash(id)] = id
		t.fresh[id] = ground{}
	}
	return t.each(ctx, func(rows *sql.Rows) error {
		var h int64
		var g ground
		if err := rows.Scan(&h, &g.article, &g.start); err != nil {
			return err
		}
		t.fresh[byHash[h]] = g
		return nil
	}, `SELECT id, article, start FROM claims WHERE n IN (SELECT n FROM all_claim_numbers WHERE id IN (SELECT value FROM json_each(?))) AND article IS NOT NULL`, hashes(ids))
}
