window.YTD.note_tweet.part0 = [
  {
    "noteTweet": {
      "noteTweetId": "31",
      "createdAt": "2024-05-06T21:00:00.000Z",
      "core": {
        "text": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx @bob_b",
        "mentions": [
          {
            "screenName": "AnnArcher",
            "fromIndex": "0",
            "toIndex": "9"
          },
          {
            "screenName": "Bob_B",
            "fromIndex": "291",
            "toIndex": "297"
          }
        ]
      }
    }
  },
  {
    "noteTweet": {
      "noteTweetId": "32",
      "createdAt": "2024-05-06T21:00:00.000Z",
      "core": {
        "text": "court"
      }
    }
  }
]
