// Package statement says relations and changes as sentences in Arabic and in
// English.
package statement
