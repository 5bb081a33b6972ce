"""四行得出一份裁量建议；案件的出处见 pig-farm.yaml。 A recommendation in four lines."""

from pathlib import Path

import penaltybench as pb

library = pb.load()
case = pb.read_case(Path(__file__).with_name("pig-farm.yaml"))
recommendation = library.recommend(case)
print(recommendation.explain())
