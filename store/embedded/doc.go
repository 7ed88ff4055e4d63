// Package embedded is the default store: one SQLite file, no server.
//
// The file holds everything; the graph of current and past versions is kept in
// memory besides (package adjacency) and answers the traversals, while claims,
// articles and changes are read from the file when they are asked for. A
// transaction is written to the file first and shown in the graph once it is
// durable.
//
// Several processes may open one file. Each follows the recording time of the
// last transaction and brings its graph up to date when another has written.
package embedded
