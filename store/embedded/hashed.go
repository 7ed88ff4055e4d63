package embedded

import "context"

// What is looked up by hash has no place where it comes: each row goes to a page of
// its own, and the more pages there are, the more of them a transaction writes. So
// rows come into a small table beside the large one, and are put there once they
// are many, in the order of the large one: a page that is written then takes many
// rows. Views join both.

// hashed lists the tables that are kept so; each has another of its layout, named
// "new_" and its name.
func hashed() []string { return []string{"claim_numbers", "version_numbers", "filings", "homes"} }

// leastHashed is the number of rows below which none are put into the large tables.
const leastHashed = 4096

// settleHashed counts the rows that the transaction added to small tables, and
// empties them once that costs less than to leave them: the pages of the small
// tables are written with every transaction, those of the large ones whenever the
// small ones are emptied.
func (t *tx) settleHashed(ctx context.Context) error {
	if t.hashed == 0 {
		return nil
	}
	var settled, fresh int64
	if _, err := t.one(ctx, []any{&settled, &fresh}, `SELECT (SELECT value FROM meta WHERE name = 'hashed'), (SELECT value FROM meta WHERE name = 'newly hashed')`); err != nil {
		return err
	}
	fresh += t.hashed
	if fresh >= leastHashed && fresh*fresh >= 2*settled*t.hashed {
		for _, table := range hashed() {
			for _, query := range [...]string{`INSERT OR IGNORE INTO ` + table + ` SELECT * FROM new_` + table, `DELETE FROM new_` + table} {
				if err := t.exec(ctx, query); err != nil {
					return err
				}
			}
		}
		settled, fresh = settled+fresh, 0
	}
	t.hashed = 0
	if err := t.exec(ctx, `UPDATE meta SET value = ? WHERE name = 'hashed'`, settled); err != nil {
		return err
	}
	return t.exec(ctx, `UPDATE meta SET value = ? WHERE name = 'newly hashed'`, fresh)
}
