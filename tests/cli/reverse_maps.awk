# Prints a YAML file of block maps with the entries of each in reverse order; lists and flow collections stay as they are. Lines of
# nothing but a comment are left out, so the block of an entry is the lines after it that are indented deeper.
function indent_of(line) { match(line, /^ */); return RLENGTH }

function print_reversed(from, to,    first, n, starts, i, k, end) {
  first = indent_of(line[from])
  n = 0
  for (i = from; i <= to; ++i) if (indent_of(line[i]) == first) starts[++n] = i
  for (k = n; k >= 1; --k) {
    i = starts[k]
    end = k == n ? to : starts[k + 1] - 1
    print line[i]
    if (end == i) continue
    if (line[i] ~ /:[ ]*(#.*)?$/ && line[i + 1] !~ /^ *- /) print_reversed(i + 1, end)
    else for (++i; i <= end; ++i) print line[i]
  }
}

!/^ *(#.*)?$/ { line[++count] = $0 }
END { print_reversed(1, count) }
