// Package record carries out what a store writes: recording readings, imports,
// decisions and the replay of all of them. It works over a [Tx], a transaction of
// whatever technology the store stands on, so that every store checks, files,
// merges and recomputes alike.
//
// [Ledger] is the transaction in memory: the store of package memory, and the
// scratch copy that a rebuild replays into.
package record
