// Package datetime finds the expressions of time in an Arabic sentence and works
// out which days they mean.
//
// What the words mean and in which order they stand is data: a Grammar is
// compiled from a file of words (months, weekdays, units, numerals) and rules
// (patterns over those words), which a linguist extends without Go. The package
// reads what no list can hold, numbers and compound names of months, and does the
// calendar.
//
// Three promises hold for every value. Precision is kept: a month stays a month
// and a year stays a year. Nothing is made up: an expression whose day cannot be
// known, such as «في اليوم نفسه» with no day before it, has no dates. And the
// same tokens with the same anchor give the same values.
//
// A week is written by its first and last day, Monday to Sunday.
package datetime
